import {join} from 'node:path';
import {readJournal} from '../../adapters/local/file-journal.js';
import {acquireRunLock} from '../../adapters/local/run-lock.js';
import {DiagnosticError} from '../../model/diagnostic-error.js';
import type {Plan} from '../../model/plan.js';
import type {HelmRelease} from '../../model/ports/helm.js';
import {stepKey} from '../../model/step.js';
import {selectWayBack} from '../../plan/select-way-back.js';
import {compareReleaseVersions} from '../../release/upgrade/compare-versions.js';
import {emptyRunView, type RunView} from '../../render/reduce-run-view.js';
import {surveyDeployment} from '../create-deployment-plan.js';
import {executePlan} from '../execute-plan.js';
import {exitCodes} from '../exit-codes.js';
import type {Screen} from '../open-screen.js';
import {selectObstacles} from '../select-obstacles.js';
import {selectHelmPlace} from './collect-upgrade-facts.js';
import {type KeptRelease, listKeptReleases} from './list-kept-releases.js';
import type {Standing} from './open-upgrade.js';
import {openWayBack} from './recover.js';
import {readAttempt, writeAttempt} from './upgrade-attempt.js';

export interface RollbackOptions {
  readonly revision: number | undefined;
  /** Whether what a script has changed for good is taken into account. */
  readonly acceptsLoss: boolean;
  readonly approve: (plan: Plan, remains: readonly string[]) => Promise<boolean>;
  readonly concurrency: number;
  readonly screen: Screen;
  readonly eventsFile?: string | undefined;
}

export interface RollbackOutcome {
  readonly exitCode: number;
  readonly result: 'done' | 'declined' | 'stuck' | 'interrupted';
  readonly to: string;
  readonly revision: number;
  readonly view: RunView;
  readonly remains: readonly string[];
}

function refuse(code: string, summary: string, detail: string, text: string, command: string): never {
  throw new DiagnosticError([
    {code, summary, detail, tries: [{text, command}], docs: 'https://helm.sh/docs/helm/helm_rollback/', blame: 'user'},
  ]);
}

/** Scripts of later releases that have run and that nobody can go back on. */
function listFinalUpdates(state: string, passed: readonly KeptRelease[]): readonly string[] {
  const done = new Set(
    readJournal(join(state, 'journal.jsonl')).flatMap((event) =>
      event.code === 'StepCompleted' ? [event.data.step] : [],
    ),
  );
  return passed.flatMap(({release}) =>
    release.upgrade.updates.flatMap(({name, isReversible, remains = name}) =>
      isReversible || !done.has(stepKey('upgrade/run-update', name)) ? [] : [remains],
    ),
  );
}

/** Later releases that the way back leads through: those that helm has tried since, deployed or not. */
function selectPassed(
  kept: readonly KeptRelease[],
  to: KeptRelease,
  history: readonly HelmRelease[],
  target: HelmRelease,
): readonly KeptRelease[] {
  const tried = new Set(history.filter(({revision}) => revision > target.revision).map(({chart}) => chart));
  return kept.filter(
    ({release: {version, chart}}) =>
      compareReleaseVersions(version, to.release.version) > 0 && tried.has(`${chart.name}-${chart.version}`),
  );
}

function selectRelease(kept: readonly KeptRelease[], {chart, revision}: HelmRelease): KeptRelease {
  const found = kept.find(({release}) => `${release.chart.name}-${release.chart.version}` === chart);
  return (
    found ??
    refuse(
      'SHK_UPGRADE_E2017',
      `The files of ${chart} are not in this directory.`,
      `revision ${revision} is of it`,
      'Work in the directory that it was installed from, or name another revision.',
      'shakinstall releases',
    )
  );
}

/** The way back to an earlier revision, with everything of its release that lies beside the chart. */
export async function runRollback(standing: Standing, options: RollbackOptions): Promise<RollbackOutcome> {
  const {opened, workspace} = standing;
  const {state} = opened;
  const ports = workspace.ports.operator;
  const release = acquireRunLock(
    join(state, 'lock'),
    'shakinstall rollback',
    new Date(ports.clock.now()).toISOString(),
  );
  try {
    const [history, attempt, kept] = await Promise.all([
      ports.helm.history(selectHelmPlace(workspace)),
      readAttempt(state),
      listKeptReleases(standing),
    ]);
    // One that ended well and could not write so down is over.
    const isOver = attempt?.to === workspace.subject.release.version;
    const isAttemptOpen = !isOver && (attempt?.outcome === 'begun' || attempt?.outcome === 'failed');
    const target =
      selectWayBack(history, {asked: options.revision, isAttemptOpen}) ??
      refuse(
        'SHK_UPGRADE_E2016',
        'There is nothing to go back to.',
        options.revision === undefined
          ? 'helm has no earlier revision of another release'
          : `revision ${options.revision} never served`,
        'See what there is.',
        'shakinstall releases',
      );
    const to = selectRelease(kept, target);
    const passed = selectPassed(kept, to, history, target);
    const remains = listFinalUpdates(state, passed);
    if (remains.length > 0 && !options.acceptsLoss)
      refuse(
        'SHK_UPGRADE_E2018',
        `A script has changed what ${to.release.version} cannot work with.`,
        remains.join('\n'),
        'Restore the backup first; then go back nevertheless.',
        `shakinstall rollback --to ${target.revision} --accept-loss`,
      );
    const replaced = passed.flatMap((entry) => entry.release.upgrade.replaces);
    const back = await openWayBack(
      standing,
      {source: to.source, staging: to.staging},
      {revision: target.revision, replaced},
    );
    const {plan} = await surveyDeployment(back);
    const obstacles = selectObstacles(plan);
    if (obstacles.length > 0) throw new DiagnosticError(obstacles);
    const common = {to: to.release.version, revision: target.revision, remains};
    if (!(await options.approve(plan, remains)))
      return {...common, exitCode: exitCodes.refused, result: 'declined', view: emptyRunView};
    const {exitCode, view, failures} = await executePlan(back, {plan, instances: back.instances, ...options});
    if (failures.length > 0) throw new DiagnosticError(failures);
    const isDone = exitCode === exitCodes.ok;
    if (isDone && attempt !== undefined) await writeAttempt(state, {...attempt, outcome: 'rolled-back'});
    const result = isDone ? 'done' : exitCode === exitCodes.interrupted ? 'interrupted' : 'stuck';
    return {...common, exitCode, result, view};
  } finally {
    release();
  }
}
