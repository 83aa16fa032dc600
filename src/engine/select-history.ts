import type {RunEvent} from '../model/run-event.js';

/** What earlier runs of a deployment left. */
export interface RunHistory {
  /** The last run, where it did not reach its end. */
  readonly interruptedRun: string | undefined;
  /** Steps that were begun and not finished, with the time they were begun. */
  readonly interruptedSince: ReadonlyMap<string, number>;
  /** When each step last changed something, or was last about to. */
  readonly changedAt: ReadonlyMap<string, number>;
}

/** A fold over a journal. */
export function selectHistory(events: readonly RunEvent[]): RunHistory {
  let openRun: string | undefined;
  const interruptedSince = new Map<string, number>();
  const changedAt = new Map<string, number>();
  for (const event of events) {
    if (event.code === 'RunStarted') openRun = event.data.runId;
    if (event.code === 'RunCompleted' && event.data.result !== 'failed') openRun = undefined;
    if (event.code === 'StepStarted' && !interruptedSince.has(event.data.step))
      interruptedSince.set(event.data.step, Date.parse(event.at));
    if (event.code === 'StepCompleted' || event.code === 'StepSatisfied') interruptedSince.delete(event.data.step);
    if (event.code === 'StepStarted' || event.code === 'StepCompleted')
      changedAt.set(event.data.step, Date.parse(event.at));
  }
  return {interruptedRun: openRun, interruptedSince, changedAt};
}
