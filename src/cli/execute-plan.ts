import {randomBytes} from 'node:crypto';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {FileJournal} from '../adapters/local/file-journal.js';
import {type RunOutcome, runPlan} from '../engine/run-plan.js';
import type {Diagnostic} from '../model/diagnostic.js';
import {isStorageFailure} from '../model/is-storage-failure.js';
import type {Plan} from '../model/plan.js';
import type {Outputs} from '../plan/select-inputs.js';
import type {StepInstance} from '../plan/select-instances.js';
import {emptyRunView, type RunView, reduceRunView} from '../render/reduce-run-view.js';
import {exitCodes} from './exit-codes.js';
import type {Screen} from './open-screen.js';
import type {Workspace} from './open-workspace.js';
import {RunHalted} from './run-halted.js';

/** A journal that cannot take an event ends the run before the effect. */
function toHalt(error: unknown, path: string, view: RunView): unknown {
  if (!isStorageFailure(error)) return error;
  const tries = [
    {
      text: 'Make room or choose another directory, then run again: nothing was done that the journal does not know.',
      command: `df -h ${path}`,
    },
  ];
  return new RunHalted(
    [
      {
        code: 'SHK_RUN_E0704',
        summary: 'The journal cannot be written.',
        detail: `${path}: ${error.message}`,
        tries,
        blame: 'user',
      },
    ],
    view,
  );
}

function selectExitCode({result, failures}: RunOutcome): number {
  if (result === 'interrupted') return exitCodes.interrupted;
  if (result !== 'failed') return exitCodes.ok;
  if (failures.some(({blame}) => blame === 'bug')) return exitCodes.bug;
  return failures.some(({code}) => code === 'SHK_RUN_E0702') ? exitCodes.refused : exitCodes.stepFailed;
}

/** Carries a plan out before the operator's eyes, journalled; a signal ends it where it can be resumed. */
export async function executePlan(
  {subject, ports}: Workspace,
  options: {
    readonly plan: Plan;
    readonly instances: readonly StepInstance[];
    /** What the survey saw that the plan was made of. */
    readonly seen?: Outputs | undefined;
    readonly concurrency: number;
    readonly screen: Screen;
    readonly eventsFile?: string | undefined;
    /** Ends it as a signal of the terminal does. */
    readonly signal?: AbortSignal | undefined;
  },
): Promise<{readonly exitCode: number; readonly view: RunView; readonly failures: readonly Diagnostic[]}> {
  const {plan, instances, seen, concurrency, screen, eventsFile, signal} = options;
  const journalPath = join(subject.places.state, 'journal.jsonl');
  const abort = new AbortController();
  const onInterrupt = () => abort.abort('SIGINT');
  const onTerminate = () => abort.abort('SIGTERM');
  process.once('SIGINT', onInterrupt);
  process.once('SIGTERM', onTerminate);
  let view = emptyRunView;
  try {
    const journal = FileJournal(journalPath, ports.operator.clock);
    try {
      const outcome = await runPlan({
        runId: randomBytes(6).toString('hex'),
        subject,
        plan,
        instances,
        seen,
        ports,
        journal,
        concurrency,
        signal: signal === undefined ? abort.signal : AbortSignal.any([abort.signal, signal]),
        onEvent(event) {
          view = reduceRunView(view, event);
          screen.renderer.onEvent(event);
          if (eventsFile !== undefined)
            writeFileSync(eventsFile, `${JSON.stringify(event)}\n`, {flag: 'a', mode: 0o600});
        },
      });
      return {exitCode: selectExitCode(outcome), view, failures: outcome.failures};
    } finally {
      journal.close();
    }
  } catch (error) {
    throw toHalt(error, journalPath, view);
  } finally {
    process.off('SIGINT', onInterrupt);
    process.off('SIGTERM', onTerminate);
    await screen.renderer.stop();
  }
}
