import {join} from 'node:path';
import {acquireRunLock} from '../adapters/local/run-lock.js';
import {type Diagnostic, isErrorDiagnostic} from '../model/diagnostic.js';
import type {Report} from '../model/finding.js';
import type {Plan} from '../model/plan.js';
import {formatWarnings} from '../render/format-warnings.js';
import {emptyRunView, type RunView} from '../render/reduce-run-view.js';
import {surveyDeployment} from './create-deployment-plan.js';
import {executePlan} from './execute-plan.js';
import {exitCodes} from './exit-codes.js';
import {isOperatorsConcern} from './is-operators-concern.js';
import type {Screen} from './open-screen.js';
import type {Workspace} from './open-workspace.js';
import {runPreflight} from './run-preflight.js';
import {selectObstacles} from './select-obstacles.js';
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
    const rendered = verifyDeployment(workspace);
    // Both only look. What the survey stumbles over is told once the preflight has nothing to say.
    const surveyed = surveyDeployment(workspace);
    surveyed.catch(() => undefined);
    const [report, {diagnostics: verified}] = await Promise.all([runPreflight(workspace, rendered), rendered]);
    const errors = verified.filter(isErrorDiagnostic);
    const warnings = [...workspace.notes, ...verified].filter(
      (diagnostic) => !isErrorDiagnostic(diagnostic) && isOperatorsConcern(diagnostic),
    );
    if (warnings.length > 0 && errors.length === 0) screen.say(formatWarnings(warnings));
    if (report.summary.counts.fail > 0) return {...none, exitCode: exitCodes.preflight, report, diagnostics: errors};
    if (errors.length > 0) return {...none, exitCode: exitCodes.usage, report, diagnostics: errors};
    const {plan, survey} = await surveyed;
    const obstacles = selectObstacles(plan);
    if (obstacles.length > 0) return {...none, plan, exitCode: exitCodes.refused, report, diagnostics: obstacles};
    if (!(await options.approve(plan))) return {...none, plan, exitCode: exitCodes.refused, report, diagnostics: []};

    const {exitCode, view, failures} = await executePlan(workspace, {
      ...options,
      plan,
      instances,
      seen: survey.outputs,
    });
    return {exitCode, plan, report, view, diagnostics: failures};
  } finally {
    release();
  }
}
