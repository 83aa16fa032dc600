import {randomBytes} from 'node:crypto';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {FileJournal} from '../adapters/local/file-journal.js';
import {acquireRunLock} from '../adapters/local/run-lock.js';
import {runPlan} from '../engine/run-plan.js';
import {suggestGrant} from '../engine/suggest-grant.js';
import {type Diagnostic, isErrorDiagnostic} from '../model/diagnostic.js';
import {DiagnosticError} from '../model/diagnostic-error.js';
import type {Report} from '../model/finding.js';
import type {Plan} from '../model/plan.js';
import {formatWarnings} from '../render/format-warnings.js';
import {emptyRunView, type RunView, reduceRunView} from '../render/reduce-run-view.js';
import {createDeploymentPlan} from './create-deployment-plan.js';
import {exitCodes} from './exit-codes.js';
import type {Screen} from './open-screen.js';
import type {Workspace} from './open-workspace.js';
import {runPreflight} from './run-preflight.js';
import {verifyDeployment} from './verify-deployment.js';

export interface InstallOptions {
  readonly concurrency: number;
  /** Asks for the approval of a plan; true to go on. */
  readonly approve: (plan: Plan) => Promise<boolean>;
  readonly screen: Screen;
  readonly eventsFile?: string | undefined;
}

export interface InstallOutcome {
  readonly exitCode: number;
  readonly plan: Plan | undefined;
  /** What the preflight found; absent where the run ended before it. */
  readonly report: Report | undefined;
  readonly view: RunView;
  readonly diagnostics: readonly Diagnostic[];
}

/** What stands in the plan's way before anything begins. */
function selectObstacles(plan: Plan): readonly Diagnostic[] {
  return plan.steps.flatMap(({change, title, docs}): Diagnostic[] => {
    if (change.kind === 'foreign') return [change.diagnostic];
    if (change.kind !== 'unknown') return [];
    return [
      {
        code: 'SHK_RUN_E0113',
        summary: `${title}: it could not be seen whether this is done already.`,
        detail: `${change.message} (missing: ${change.missing})`,
        tries: [...suggestGrant(change.missing), {text: `Have ${change.missing} granted, then run again.`}],
        docs,
        blame: 'user',
      },
    ];
  });
}

/** How a release was made is its maker's, and the same at every run; what follows for this deployment is the operator's. */
const makersCodes = new Set([
  'SHK_RELEASE_W0001',
  'SHK_RELEASE_W0002',
  'SHK_RELEASE_W0003',
  'SHK_RELEASE_W0004',
  'SHK_RELEASE_W0006',
]);

const isOperatorsWarning = (diagnostic: Diagnostic) =>
  !isErrorDiagnostic(diagnostic) && !makersCodes.has(diagnostic.code);

/** A journal that cannot take an event ends the run before the effect. */
function toJournalFailure(error: unknown, path: string): unknown {
  const {code, message} = error as NodeJS.ErrnoException;
  if (code === undefined || !['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EIO', 'EFBIG'].includes(code)) return error;
  const tries = [
    {
      text: 'Make room or choose another directory, then run again: nothing was done that the journal does not know.',
      command: `df -h ${path}`,
    },
  ];
  return new DiagnosticError([
    {
      code: 'SHK_RUN_E0704',
      summary: 'The journal cannot be written.',
      detail: `${path}: ${message}`,
      tries,
      blame: 'user',
    },
  ]);
}

/** The whole road: survey, preflight, plan, approval, execution. */
export async function runInstall(workspace: Workspace, options: InstallOptions): Promise<InstallOutcome> {
  const {subject, instances, ports} = workspace;
  const {screen} = options;
  const {state} = subject.places;
  const clock = ports.operator.clock;
  const release = acquireRunLock(join(state, 'lock'), 'shakinstall init', new Date(clock.now()).toISOString());
  const none = {plan: undefined, view: emptyRunView};
  try {
    screen.say('Looking at what stands');
    const [report, verified] = await Promise.all([runPreflight(workspace), verifyDeployment(workspace)]);
    const errors = verified.filter(isErrorDiagnostic);
    const warnings = [...workspace.notes, ...verified].filter(isOperatorsWarning);
    if (warnings.length > 0 && errors.length === 0) screen.say(formatWarnings(warnings));
    if (report.summary.counts.fail > 0) return {...none, exitCode: exitCodes.preflight, report, diagnostics: errors};
    if (errors.length > 0) return {...none, exitCode: exitCodes.usage, report, diagnostics: errors};
    const journalPath = join(state, 'journal.jsonl');
    const plan = await createDeploymentPlan(workspace);
    const obstacles = selectObstacles(plan);
    if (obstacles.length > 0) return {...none, plan, exitCode: exitCodes.refused, report, diagnostics: obstacles};
    if (!(await options.approve(plan))) return {...none, plan, exitCode: exitCodes.refused, report, diagnostics: []};

    const abort = new AbortController();
    const interrupt = (signal: string) => abort.abort(signal);
    const onInterrupt = () => interrupt('SIGINT');
    const onTerminate = () => interrupt('SIGTERM');
    process.once('SIGINT', onInterrupt);
    process.once('SIGTERM', onTerminate);
    let view = emptyRunView;
    try {
      const journal = FileJournal(journalPath, clock);
      try {
        const outcome = await runPlan({
          runId: randomBytes(6).toString('hex'),
          subject,
          plan,
          instances,
          ports,
          journal,
          concurrency: options.concurrency,
          signal: abort.signal,
          onEvent(event) {
            view = reduceRunView(view, event);
            screen.renderer.onEvent(event);
            if (options.eventsFile !== undefined)
              writeFileSync(options.eventsFile, `${JSON.stringify(event)}\n`, {flag: 'a', mode: 0o600});
          },
        });
        const isBug = outcome.failures.some(({blame}) => blame === 'bug');
        const isRefused = outcome.failures.some(({code}) => code === 'SHK_RUN_E0702');
        const failed = isBug ? exitCodes.bug : isRefused ? exitCodes.refused : exitCodes.stepFailed;
        const exitCode =
          outcome.result === 'failed'
            ? failed
            : outcome.result === 'interrupted'
              ? exitCodes.interrupted
              : exitCodes.ok;
        return {exitCode, plan, report, view, diagnostics: outcome.failures};
      } finally {
        journal.close();
      }
    } catch (error) {
      throw toJournalFailure(error, journalPath);
    } finally {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onTerminate);
      await screen.renderer.stop();
    }
  } finally {
    release();
  }
}
