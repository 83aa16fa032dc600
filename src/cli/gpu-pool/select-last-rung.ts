import type {RunEvent} from '../../model/run-event.js';

/** The rung that was chosen last for a pool which did not come to stand since; a fold over a journal. */
export function selectLastRung(events: readonly RunEvent[], step: string): string | undefined {
  let rung: string | undefined;
  for (const event of events) {
    if (event.code === 'FallbackChosen' && event.data.step === step) rung = event.data.rung;
    if ((event.code === 'StepCompleted' || event.code === 'StepSatisfied') && event.data.step === step)
      rung = undefined;
  }
  return rung;
}
