/** What a command's end means; printed in the help. */
export const exitCodes = {
  ok: 0,
  bug: 1,
  usage: 2,
  preflight: 3,
  strict: 4,
  stepFailed: 5,
  doctor: 6,
  refused: 7,
  interrupted: 130,
} as const;

/** The same for people. */
export const exitCodeTexts: ReadonlyArray<readonly [code: number, text: string]> = [
  [exitCodes.ok, 'done, or nothing to do'],
  [exitCodes.bug, 'a fault of this program'],
  [exitCodes.usage, 'usage or configuration; nothing was changed'],
  [exitCodes.preflight, 'preflight found failures; nothing was changed'],
  [exitCodes.strict, 'warnings or unknowns under --strict'],
  [exitCodes.stepFailed, 'a step failed; run again to go on'],
  [exitCodes.doctor, 'doctor found failures'],
  [exitCodes.refused, 'refused: a lock, drift, or something of somebody else’s'],
  [exitCodes.interrupted, 'interrupted; run again to go on'],
];
