import {join} from 'node:path';
import {NodeFiles} from '../../adapters/local/node-files.js';
import {acquireRunLock} from '../../adapters/local/run-lock.js';
import type {Diagnostic} from '../../model/diagnostic.js';
import {isStorageFailure} from '../../model/is-storage-failure.js';
import {stepKey} from '../../model/step.js';
import type {UpgradeAttempt} from '../../model/upgrade-facts.js';
import type {UpgradeProposal} from '../../model/upgrade-proposal.js';
import {compareReleaseVersions} from '../../release/upgrade/compare-versions.js';
import {emptyRunView, type RunView} from '../../render/reduce-run-view.js';
import {executePlan} from '../execute-plan.js';
import {exitCodes} from '../exit-codes.js';
import {formatStorageFailure} from '../format-storage-failure.js';
import type {Screen} from '../open-screen.js';
import {RunHalted} from '../run-halted.js';
import type {UpgradeWishes} from './collect-upgrade-facts.js';
import {createProposal, type OpenedProposal} from './create-proposal.js';
import {describeStanding} from './describe-standing.js';
import type {OpenedUpgrade} from './open-upgrade.js';
import {gatherEvidence, goBack, openWayBack, type Recovery} from './recover.js';
import type {ImageLook} from './select-images-source.js';
import {readAttempt, writeAttempt} from './upgrade-attempt.js';

export interface UpgradeOptions extends UpgradeWishes {
  readonly isPlanOnly: boolean;
  /** Asks for the approval of a proposal, given the attempt that it may be the rest of; throws where it is refused. */
  readonly approve: (proposal: UpgradeProposal, attempt: UpgradeAttempt | undefined) => Promise<boolean>;
  /** Whether the images are where the nodes pull them from. */
  readonly fetchImages: () => Promise<ImageLook>;
  readonly concurrency: number;
  readonly screen: Screen;
  readonly eventsFile?: string | undefined;
}

export interface UpgradeOutcome {
  readonly exitCode: number;
  readonly result:
    | 'planned'
    | 'refused'
    | 'declined'
    | 'unchanged'
    | 'done'
    | 'rolled-back'
    | 'stuck'
    | 'interrupted'
    | 'halted';
  readonly proposal: UpgradeProposal | undefined;
  readonly view: RunView;
  readonly diagnostics: readonly Diagnostic[];
  readonly recovery?: Recovery;
  readonly evidence?: string | undefined;
  /** What cannot be put back, in sentences. */
  readonly remains: readonly string[];
}

const proposalFile = (state: string) => join(state, 'upgrade-plan.json');

/** Whether a script that nobody can go back on has run: then the earlier release must not come back by itself. */
function isPastReturn({candidate}: OpenedUpgrade, view: RunView): boolean {
  const final = candidate.subject.release.upgrade.updates.filter(({isReversible}) => !isReversible);
  const done = new Set(view.steps.filter(({state}) => state === 'done' || state === 'unchanged').map(({key}) => key));
  return final.some(({name}) => done.has(stepKey('upgrade/run-update', name)));
}

function explainRemains({candidate}: OpenedUpgrade, view: RunView, isBack: boolean): readonly string[] {
  const {upgrade} = candidate.subject.release;
  const done = new Set(view.steps.filter(({state}) => state === 'done').map(({key}) => key));
  const ran = upgrade.updates.filter(({name}) => done.has(stepKey('upgrade/run-update', name)));
  return [
    ...ran.map(({title, isReversible, remains}) =>
      isReversible ? `${title} was done and stays; the earlier release works with it.` : (remains ?? title),
    ),
    ...(isBack && done.size > 0
      ? ['What hooks and Jobs of the new release wrote into databases, buckets and claims is not taken back.']
      : []),
  ];
}

/** Puts back what stood before a failed upgrade, unless a script has made that impossible. */
async function recover(
  upgrade: OpenedUpgrade,
  opened: OpenedProposal,
  view: RunView,
  options: UpgradeOptions,
): Promise<Recovery> {
  const {workspace, candidate, staging} = upgrade;
  const revision = opened.deployedRevision;
  if (revision === undefined || isPastReturn(upgrade, view))
    return {isBack: false, exitCode: exitCodes.stepFailed, failures: []};
  options.screen.say(`\nGoing back to ${workspace.subject.release.version}, revision ${revision}`);
  const place = {source: workspace.subject.places.release, staging};
  const back = await openWayBack(upgrade, place, {revision, replaced: candidate.subject.release.upgrade.replaces});
  return goBack(back, options.screen, options.concurrency);
}

/** What kept something from being written down; throws what is no failure of the disk. */
function toStorageDiagnostics(error: unknown): readonly Diagnostic[] {
  if (!isStorageFailure(error)) throw error;
  return [formatStorageFailure(error)];
}

async function carryOut(
  upgrade: OpenedUpgrade,
  opened: OpenedProposal,
  options: UpgradeOptions,
): Promise<UpgradeOutcome> {
  const {candidate} = upgrade;
  const {proposal} = opened;
  const {state} = candidate.subject.places;
  const {from, to} = proposal.difference;
  const record = (outcome: UpgradeAttempt['outcome']) =>
    writeAttempt(state, {
      from,
      to,
      isRequired: candidate.subject.release.upgrade.isRequired,
      fingerprint: proposal.fingerprint,
      outcome,
    });
  await record('begun');
  let failures: readonly Diagnostic[] = [];
  let view = emptyRunView;
  try {
    return await go();
  } catch (error) {
    if (error instanceof RunHalted) return halt(error.view, error.diagnostics);
    return halt(view, toStorageDiagnostics(error));
  }

  async function halt(seen: RunView, diagnostics: readonly Diagnostic[]): Promise<UpgradeOutcome> {
    const remains = [...explainRemains(upgrade, seen, false), ...(await describeStanding(upgrade))];
    const told = [...failures, ...diagnostics];
    return {exitCode: exitCodes.stepFailed, result: 'halted', proposal, view: seen, diagnostics: told, remains};
  }

  async function go(): Promise<UpgradeOutcome> {
    const begun = {plan: proposal.plan, instances: candidate.instances, ...options};
    const ended = await executePlan(candidate, begun);
    const {exitCode} = ended;
    ({view, failures} = ended);
    const common = {proposal, view, diagnostics: failures};
    if (exitCode === exitCodes.ok) {
      // The next run writes it down where this one cannot: that it stands is recorded by the plan's own last step.
      const unwritten = await record('done').then(() => [], toStorageDiagnostics);
      return {...common, diagnostics: unwritten, exitCode, result: 'done', remains: []};
    }
    if (exitCode === exitCodes.interrupted)
      return {...common, exitCode, result: 'interrupted', remains: explainRemains(upgrade, view, false)};
    await record('failed');
    const {path, problem} = await gatherEvidence(candidate, to);
    options.screen.say(path === undefined ? `The evidence could not be gathered: ${problem}` : `Evidence: ${path}`);
    const recovery = await recover(upgrade, opened, view, options);
    if (recovery.isBack) await record('rolled-back');
    return {
      ...common,
      exitCode,
      result: recovery.isBack ? 'rolled-back' : 'stuck',
      diagnostics: [...failures, ...recovery.failures],
      recovery,
      evidence: path,
      remains: explainRemains(upgrade, view, recovery.isBack),
    };
  }
}

/** The whole way of a release: everything asked, proposed, approved, done, verified; or put back. */
export async function runUpgrade(upgrade: OpenedUpgrade, options: UpgradeOptions): Promise<UpgradeOutcome> {
  const {candidate, workspace, opened} = upgrade;
  const {state} = opened;
  const {screen} = options;
  const at = new Date(workspace.ports.operator.clock.now()).toISOString();
  const none = {view: emptyRunView, diagnostics: [], remains: []};
  const release = acquireRunLock(join(state, 'lock'), 'shakinstall upgrade', at);
  try {
    const [installed, wanted] = [workspace.subject.release.version, candidate.subject.release.version];
    const attempt = await readAttempt(state);
    if (compareReleaseVersions(installed, wanted) === 0) {
      // It ended well, and could not write so down.
      if (attempt?.to === wanted && attempt.outcome === 'begun')
        await writeAttempt(state, {...attempt, outcome: 'done'});
      return {...none, exitCode: exitCodes.ok, result: 'unchanged', proposal: undefined};
    }
    screen.say('Looking at what stands and what the release would change');
    const proposed = await createProposal(upgrade, options, options.fetchImages);
    const {proposal} = proposed;
    if (options.isPlanOnly)
      await NodeFiles().write(proposalFile(state), `${JSON.stringify(proposal, undefined, 2)}\n`, {mode: 0o600});
    if (proposal.refusals.length > 0)
      return {...none, exitCode: exitCodes.preflight, result: 'refused', proposal, diagnostics: proposal.refusals};
    if (options.isPlanOnly) return {...none, exitCode: exitCodes.ok, result: 'planned', proposal};
    if (!(await options.approve(proposal, attempt)))
      return {...none, exitCode: exitCodes.refused, result: 'declined', proposal};
    return await carryOut(upgrade, proposed, options);
  } finally {
    release();
  }
}
