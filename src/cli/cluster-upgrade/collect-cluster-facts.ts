import {DirectoryReleaseFiles} from '../../adapters/local/directory-release-files.js';
import {selectClusterRef} from '../../model/cluster-ref.js';
import type {BlockingBudget, ClusterUpgradeFacts} from '../../model/cluster-upgrade-facts.js';
import {DiagnosticError} from '../../model/diagnostic-error.js';
import {parseMaintenanceTimes} from '../../model/maintenance-times.js';
import type {UpgradeStrategy} from '../../model/ports/cluster-upgrades.js';
import type {ClusterState} from '../../model/ports/clusters.js';
import type {KubeObject, KubeTarget} from '../../model/ports/kube.js';
import {planVersionPath} from '../../plan/plan-version-path.js';
import {parseRendered} from '../../release/parse-rendered.js';
import {readManifests} from '../../release/read-manifests.js';
import {findRemovedApis} from '../../release/upgrade/find-removed-apis.js';
import {selectPlainSettings} from '../../steps/values/select-settings.js';
import type {Workspace} from '../open-workspace.js';
import {collectHealth, collectPending, selectHelmPlace} from '../upgrade/collect-upgrade-facts.js';
import type {Standing} from '../upgrade/open-upgrade.js';
import {selectOutline} from '../upgrade/select-outline.js';
import {readAttempt} from '../upgrade/upgrade-attempt.js';
import {collectApiUses, selectRemovedApis} from './collect-api-uses.js';
import {collectSurge} from './collect-surge.js';

export interface ClusterUpgradeWishes {
  readonly to: string;
  /** Pools that are moved; all of them where empty, and then the control plane as well. */
  readonly pools: readonly string[];
  readonly window: string | undefined;
  /** In place of each pool’s own. */
  readonly strategy?: UpgradeStrategy | undefined;
}

function selectBlocking({metadata, status}: KubeObject): BlockingBudget | undefined {
  const {
    disruptionsAllowed = 0,
    expectedPods = 0,
    desiredHealthy = 0,
    currentHealthy = 0,
  } = (status ?? {}) as Record<string, number>;
  if (expectedPods === 0 || disruptionsAllowed > 0) return undefined;
  return {
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    reason: `${currentHealthy} of ${expectedPods} pods are healthy, ${desiredHealthy} have to be: none may go`,
  };
}

/** Everything that the release has put into the cluster, as it is written. */
async function collectManifests(workspace: Workspace, revision: number | undefined) {
  const {config, release, places} = workspace.subject;
  const statics = await readManifests(
    DirectoryReleaseFiles(places.release),
    release,
    selectPlainSettings({config, release}),
  );
  const rendered =
    revision === undefined
      ? ''
      : await workspace.ports.operator.helmRecords.fetchManifest({...selectHelmPlace(workspace), revision});
  return [...statics.directories.flatMap(({manifests}) => manifests), ...parseRendered(rendered).manifests];
}

function selectOffered(
  {
    masterVersions,
    channels,
  }: {masterVersions: readonly string[]; channels: ReadonlyArray<{channel: string; validVersions: readonly string[]}>},
  cluster: ClusterState,
) {
  return channels.find(({channel}) => channel === cluster.channel)?.validVersions ?? masterVersions;
}

/** Asks everything that a cluster's upgrade is judged by; changes nothing. */
export async function collectClusterFacts(
  {workspace, opened}: Standing,
  wishes: ClusterUpgradeWishes,
): Promise<ClusterUpgradeFacts> {
  const {config} = opened;
  const ports = workspace.ports.operator;
  const ref = selectClusterRef(config);
  const cluster = await ports.clusters.get(ref);
  if (cluster === undefined)
    throw new DiagnosticError([
      {
        code: 'SHK_UPGRADE_E2030',
        summary: 'There is no cluster to upgrade.',
        detail: `${ref.name} in ${ref.location} of ${ref.project}`,
        tries: [{text: 'Install the platform first.', command: 'shakinstall init'}],
        blame: 'user',
      },
    ]);
  const unknown = wishes.pools.find((name) => !cluster.nodePools.some((pool) => pool.name === name));
  if (unknown !== undefined)
    throw new DiagnosticError([
      {
        code: 'SHK_UPGRADE_E2029',
        summary: 'There is no such pool.',
        detail: `${unknown}; there are ${cluster.nodePools.map(({name}) => name).join(', ')}`,
        field: '--pool',
        tries: [{text: 'Name one of these.'}],
        blame: 'user',
      },
    ]);
  const target: KubeTarget = {endpoint: cluster.endpoint, caCertificate: cluster.caCertificate};
  const removedApis = selectRemovedApis(cluster.version, wishes.to);
  const history = await ports.helm.history(selectHelmPlace(workspace));
  const revision = history.findLast(({status}) => status === 'deployed')?.revision;
  const [versions, budgets, live, manifests, health, pending, attempt] = await Promise.all([
    ports.clusters.fetchVersions(ref.project, ref.location),
    ports.kube.list(target, {apiVersion: 'policy/v1', kind: 'PodDisruptionBudget'}),
    collectApiUses(ports, target, removedApis),
    collectManifests(workspace, revision),
    collectHealth(workspace),
    collectPending(workspace, target, history),
    readAttempt(opened.state),
  ]);
  const pools = cluster.nodePools.filter(({name}) => wishes.pools.length === 0 || wishes.pools.includes(name));
  const path = planVersionPath({
    wanted: wishes.to,
    controlPlane: cluster.version,
    pools,
    offered: selectOffered(versions, cluster),
  });
  const moved = new Set(
    'problem' in path ? [] : path.moves.flatMap((move) => (move.part === 'pool' ? [move.pool] : [])),
  );
  const surge = await collectSurge(
    workspace,
    pools.filter(({name}) => moved.has(name)),
    wishes.strategy,
  );
  const window = wishes.window ?? config.upgrade.window;
  return {
    nowMs: ports.clock.now(),
    wanted: wishes.to,
    controlPlane: cluster.version,
    path:
      'problem' in path
        ? path
        : {
            moves: path.moves.map((move) => ({
              version: move.version,
              ...(move.part === 'pool' ? {pool: move.pool} : {}),
            })),
          },
    installed: selectOutline(workspace.subject.release),
    attempt,
    pending,
    budgets: budgets.flatMap((budget) => selectBlocking(budget) ?? []),
    removed: [...live, ...findRemovedApis(manifests, removedApis)],
    maintenance: cluster.maintenance,
    surge,
    window: window === undefined ? undefined : parseMaintenanceTimes(window),
    ...health,
  };
}
