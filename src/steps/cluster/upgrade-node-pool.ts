import {formatLocationFlag, selectClusterRef} from '../../model/cluster-ref.js';
import {compareGkeVersions} from '../../model/compare-gke-versions.js';
import type {UpgradeStrategy} from '../../model/ports/cluster-upgrades.js';
import type {ClusterRef, NodePoolState} from '../../model/ports/clusters.js';
import {type Step, stepKey} from '../../model/step.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {defineStep} from '../define-step.js';
import {awaitGkeOperation, awaitRunningOperations} from './await-gke-operation.js';

interface Desired {
  readonly ref: ClusterRef;
  readonly pool: string;
  readonly version: string;
  readonly strategy: UpgradeStrategy | undefined;
}

const id = 'cluster/upgrade-node-pool';

/** The name of a move: the pool and the version it goes to. */
export const poolInstance = (pool: string, version: string) => `${pool}@${version}`;

/** https://cloud.google.com/sdk/gcloud/reference/container/node-pools/update */
function formatStrategyCommand(ref: ClusterRef, pool: string, strategy: UpgradeStrategy): readonly string[] {
  const place = [`--cluster=${ref.name}`, formatLocationFlag(ref.location), `--project=${ref.project}`];
  const command = ['gcloud', 'container', 'node-pools', 'update', pool, ...place];
  if (strategy.kind === 'surge')
    return [
      ...command,
      '--enable-surge-upgrade',
      `--max-surge-upgrade=${strategy.maxSurge}`,
      `--max-unavailable-upgrade=${strategy.maxUnavailable}`,
    ];
  const {batch, batchSoakSeconds, soakSeconds} = strategy;
  const size = 'nodes' in batch ? `batch-node-count=${batch.nodes}` : `batch-percent=${batch.share}`;
  return [
    ...command,
    '--enable-blue-green-upgrade',
    `--standard-rollout-policy=${size},batch-soak-duration=${batchSoakSeconds}s`,
    `--node-pool-soak-duration=${soakSeconds}s`,
  ];
}

/** Exchanges the nodes of pools for nodes of another version. Without a strategy each pool's own is used. */
export function createUpgradeNodePool(
  moves: ReadonlyArray<{readonly pool: string; readonly version: string}>,
  before: ReadonlyMap<string, string>,
  strategy: UpgradeStrategy | undefined,
): Step {
  return defineStep<Desired, NodePoolState>({
    id,
    runbook: '',
    phase: 'cluster',
    title: 'Upgrade a node pool',
    titleOf: (instance) => `Upgrade node pool ${instance.replace('@', ' to ')}`,
    why: 'New nodes come before old ones go, and pods leave as their disruption budgets let them, for an hour at most.',
    docs: 'https://cloud.google.com/kubernetes-engine/docs/concepts/node-pool-upgrade-strategies',
    actor: 'deployer',
    needs: [],
    needsOf: (instance) => [before.get(stepKey(id, instance)) ?? ''].filter((key) => key !== ''),
    permissions: [{permission: 'container.clusters.update', on: 'project'}],
    services: ['container.googleapis.com'],
    usualSeconds: [600, 7200],
    timeoutMinutes: 24 * 60,
    instances: () => moves.map(({pool, version}) => poolInstance(pool, version)),
    desire({config, instance}) {
      const [pool = '', version = ''] = instance.split('@');
      return {ref: selectClusterRef(config), pool, version, strategy};
    },
    async observe(ports, {ref, pool}) {
      const found = (await ports.clusters.get(ref))?.nodePools.find(({name}) => name === pool);
      return found === undefined ? {state: 'absent'} : {state: 'present', actual: found};
    },
    diff({version}, observation) {
      const simple = selectSimpleChange(observation);
      if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
      const {version: standing, status} = observation.actual;
      if (compareGkeVersions(standing, version) < 0)
        return {kind: 'update', fields: [{path: 'version', from: standing, to: version}]};
      return status === 'RUNNING' ? noChange : {kind: 'await', reason: `the pool is ${status}`};
    },
    async apply(ports, desired, _change, io) {
      const {ref, pool, version} = desired;
      await awaitRunningOperations(ports, ref, io);
      const standing = (await ports.clusters.get(ref))?.nodePools.find(({name}) => name === pool);
      if (standing !== undefined && compareGkeVersions(standing.version, version) >= 0 && standing.status === 'RUNNING')
        return;
      const run = async (operation: string) => {
        await io.announceOperation(operation);
        await awaitGkeOperation(ports, ref, operation, io);
      };
      if (desired.strategy !== undefined)
        await run(await ports.clusterUpgrades.setStrategy(ref, pool, desired.strategy));
      await run(await ports.clusterUpgrades.upgradeNodePool(ref, pool, version));
    },
    equivalent: ({ref, pool, version, strategy}) => [
      ...(strategy === undefined ? [] : [formatStrategyCommand(ref, pool, strategy)]),
      [
        'gcloud',
        'container',
        'clusters',
        'upgrade',
        ref.name,
        formatLocationFlag(ref.location),
        `--project=${ref.project}`,
        `--node-pool=${pool}`,
        `--cluster-version=${version}`,
        '--quiet',
      ],
    ],
  });
}
