import {join} from 'node:path';
import {readJournal} from '../../adapters/local/file-journal.js';
import {doctorChecks} from '../../checks/doctor-checks.js';
import {selectHistory} from '../../engine/select-history.js';
import {classifyPending, isPending} from '../../model/classify-pending.js';
import {CloudFailure} from '../../model/cloud-failure.js';
import {selectClusterRef} from '../../model/cluster-ref.js';
import {parseMaintenanceTimes} from '../../model/maintenance-times.js';
import type {Plan} from '../../model/plan.js';
import type {HelmRelease} from '../../model/ports/helm.js';
import type {KubeTarget} from '../../model/ports/kube.js';
import type {ReleaseDifference} from '../../model/release-difference.js';
import type {UpgradeFacts} from '../../model/upgrade-facts.js';
import {fetchRevisionTime} from '../../steps/platform/clear-pending-release.js';
import {selectChartNamespace} from '../../steps/platform/select-namespace.js';
import {collectFactSet, selectLookSubject} from '../collect-fact-set.js';
import {judgeFactSet} from '../judge-fact-set.js';
import type {Workspace} from '../open-workspace.js';
import {collectRoom} from './collect-room.js';
import type {OpenedUpgrade} from './open-upgrade.js';
import type {ImageLook} from './select-images-source.js';
import {selectOutline} from './select-outline.js';
import {readAttempt} from './upgrade-attempt.js';

/** Parts of a deployment that a release may change; everything else has to be as it is configured. */
const own = new Set(['values', 'platform', 'verification']);
/** A release may have other webhooks, and with them other ports. */
const ownSteps = new Set(['network/create-firewall-rule']);

/** Findings that have a gate of their own. */
const elsewhere = /^(helm\/|drift\/|nodes\/quotas-leave-room$)/;

export interface UpgradeWishes {
  /** In place of the configuration's. */
  readonly window: string | undefined;
  readonly isHotfix: boolean;
}

/** Where helm keeps the release. */
export function selectHelmPlace({subject: {config, release, places}}: Workspace) {
  return {
    kubeconfig: join(places.state, 'kubeconfig'),
    release: release.chart.releaseName,
    namespace: selectChartNamespace(config, release),
  };
}

async function collectBackup({subject, ports}: Workspace): Promise<UpgradeFacts['backup']> {
  const {backup} = subject.config.upgrade;
  if (backup === undefined) return {state: 'unconfigured'};
  try {
    const {atMs} = await ports.operator.backups.fetchLatest(backup.command);
    return {state: 'known', atMs, maxAgeHours: backup.maxAgeHours};
  } catch (error) {
    if (!(error instanceof CloudFailure)) throw error;
    return {state: 'unknown', message: `${backup.command.join(' ')}: ${error.message}`};
  }
}

/** What helm left half done, and whose it is. */
export async function collectPending(
  workspace: Workspace,
  target: KubeTarget,
  history: readonly HelmRelease[],
): Promise<UpgradeFacts['pending']> {
  const last = history.at(-1);
  if (last === undefined || !isPending(last.status)) return undefined;
  const ports = workspace.ports.operator;
  const {interruptedSince} = selectHistory(readJournal(join(workspace.subject.places.state, 'journal.jsonl')));
  const since = ['platform/install-release', 'upgrade/roll-back-release'].flatMap(
    (step) => interruptedSince.get(step) ?? [],
  );
  const beganMs = await fetchRevisionTime(ports, target, selectHelmPlace(workspace), last.revision);
  const {revision, status} = last;
  const verdict = classifyPending(
    {revision, status, beganMs},
    {nowMs: ports.clock.now(), ownedSinceMs: since.length === 0 ? undefined : Math.min(...since)},
  );
  return {revision, status, verdict};
}

/** What the doctor says of what stands, as the gates want it. */
export async function collectHealth(workspace: Workspace): Promise<Pick<UpgradeFacts, 'complaints' | 'quotas'>> {
  const {findings} = judgeFactSet(doctorChecks, await collectFactSet(selectLookSubject(workspace), doctorChecks));
  const roots = findings.filter(({because}) => because === undefined);
  return {
    complaints: roots.flatMap(({id, verdict, observed}) =>
      (verdict === 'fail' || verdict === 'unknown') && !elsewhere.test(id) ? [{id, verdict, observed}] : [],
    ),
    quotas: roots.flatMap(({id, verdict, resource = '', observed}) =>
      id === 'nodes/quotas-leave-room' && (verdict === 'fail' || verdict === 'warn')
        ? [`${resource}: ${observed}`]
        : [],
    ),
  };
}

/** Everything that the gates judge, in the order in which it is asked. */
export async function collectUpgradeFacts(
  {workspace, candidate, opened}: OpenedUpgrade,
  wishes: UpgradeWishes,
  seen: {
    readonly plan: Plan;
    readonly target: KubeTarget;
    readonly history: readonly HelmRelease[];
    readonly difference: ReleaseDifference;
    readonly images: ImageLook;
  },
): Promise<UpgradeFacts> {
  const {config} = opened;
  const ports = workspace.ports.operator;
  const {plan, target, history, difference, images} = seen;
  const [health, backup, pending, cluster, attempt] = await Promise.all([
    collectHealth(workspace),
    collectBackup(workspace),
    collectPending(workspace, target, history),
    ports.clusters.get(selectClusterRef(config)),
    readAttempt(opened.state),
  ]);
  const room = await collectRoom(ports.kube, target, cluster);
  const {release, namespace} = selectHelmPlace(candidate);
  const window = wishes.window ?? config.upgrade.window;
  return {
    nowMs: ports.clock.now(),
    helm: {release, namespace},
    installed: selectOutline(workspace.subject.release),
    candidate: selectOutline(candidate.subject.release),
    isHotfixAsked: wishes.isHotfix,
    attempt,
    history,
    pending,
    cluster: {
      version: cluster?.version ?? '',
      pools: (cluster?.nodePools ?? []).map(({name, version}) => ({name, version})),
    },
    ...health,
    room,
    backup,
    window: window === undefined ? undefined : parseMaintenanceTimes(window),
    drift: plan.steps.flatMap(({id, phase, title, change}) =>
      own.has(phase) || ownSteps.has(id) || change.kind === 'none' ? [] : [title],
    ),
    difference,
    ...images,
  };
}
