import type {Change, FieldChange, Observation} from '../model/step.js';

export const noChange: Change = {kind: 'none'};
export const creation: Change = {kind: 'create'};

/** A change for the two states that need no comparison; undefined for what is present. */
export function selectSimpleChange(
  observation: Observation<unknown>,
  whenAbsent: Change = creation,
): Change | undefined {
  if (observation.state === 'unknown')
    return {kind: 'unknown', missing: observation.missing, message: observation.message};
  return observation.state === 'absent' ? whenAbsent : undefined;
}

/** Fields whose texts differ. */
export function diffFields(
  pairs: ReadonlyArray<readonly [path: string, from: unknown, to: unknown]>,
): readonly FieldChange[] {
  const text = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing'));
  return pairs
    .filter(([, from, to]) => text(from) !== text(to))
    .map(([path, from, to]) => ({path, from: text(from), to: text(to)}));
}

/** None where no field differs, else an update of those that do. */
export function selectUpdate(fields: readonly FieldChange[]): Change {
  return fields.length === 0 ? noChange : {kind: 'update', fields};
}
