import {CloudFailure} from '../../model/cloud-failure.js';
import {formatLocationFlag, selectClusterRef} from '../../model/cluster-ref.js';
import {DiagnosticError} from '../../model/diagnostic-error.js';
import type {ClusterRef, NodePoolState} from '../../model/ports/clusters.js';
import {diffFields, noChange, selectSimpleChange, selectUpdate} from '../changes.js';
import {awaitGkeOperation} from '../cluster/await-gke-operation.js';
import {type DeferredTarget, requireTarget, selectDeferredTarget, selectTarget} from '../cluster/kube-target.js';
import {poolPermissions} from '../cluster/pool-permissions.js';
import {defineStep} from '../define-step.js';
import {selectGpuPool} from './bound-autoscaler.js';
import {explainPoolFailure} from './explain-pool-failure.js';
import {collectPoolResidents} from './pool-residents.js';

interface Desired {
  readonly ref: ClusterRef;
  readonly target: DeferredTarget;
  readonly pool: string;
  /** In each zone. */
  readonly nodes: number;
}

interface Actual {
  readonly pool: NodePoolState;
  /** In all zones together. */
  readonly nodes: number;
}

export const sizeGpuPool = defineStep<Desired, Actual>({
  id: 'gpu/size-gpu-pool',
  runbook: '10',
  phase: 'cluster',
  title: 'Size a GPU pool',
  titleOf: (instance) => `Size pool ${instance}`,
  why: 'A number of nodes for now: the autoscaler changes it again within its bounds. A pool that lacks machines stops asking for them once its size is what it has.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/how-to/node-pools#resizing_a_node_pool',
  actor: 'deployer',
  needs: ['gpu/bound-autoscaler', 'cluster/create-cluster'],
  permissions: [...poolPermissions, {permission: 'container.nodes.list', on: 'project'}],
  services: ['container.googleapis.com'],
  usualSeconds: [60, 240],
  timeoutMinutes: 60,
  instances: (config) => config.gpuPools.map(({name}) => name),
  desire(inputs) {
    const {config, instance} = inputs;
    return {
      ref: selectClusterRef(config),
      target: selectDeferredTarget(inputs),
      pool: instance,
      nodes: selectGpuPool(config, instance).nodes,
    };
  },
  async observe(ports, {ref, target, pool}) {
    const cluster = await ports.clusters.get(ref);
    const found = cluster?.nodePools.find(({name}) => name === pool);
    if (found === undefined || selectTarget(target) === undefined) return {state: 'absent'};
    const {nodes} = await collectPoolResidents(ports, requireTarget(target), pool);
    return {state: 'present', actual: {pool: found, nodes: nodes.length}};
  },
  diff({nodes}, observation) {
    const simple = selectSimpleChange(observation, {kind: 'await', reason: 'until the pool stands'});
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    const {actual} = observation;
    const wanted = nodes * Math.max(1, actual.pool.locations.length);
    return selectUpdate(
      diffFields([
        ['nodes', String(actual.nodes), String(wanted)],
        ['state', actual.pool.status, actual.pool.status === 'RUNNING_WITH_ERROR' ? 'RUNNING' : actual.pool.status],
      ]),
    );
  },
  async apply(ports, {ref, pool, nodes}, change, io) {
    if (change.kind !== 'update') return;
    try {
      const operation = await ports.nodePools.setSize(ref, pool, nodes);
      await io.announceOperation(operation);
      await awaitGkeOperation(ports, ref, operation, io);
    } catch (error) {
      if (!(error instanceof CloudFailure)) throw error;
      const found = (await ports.clusters.get(ref))?.nodePools.find(({name}) => name === pool);
      const [accelerator] = found?.accelerators ?? [];
      const about = {
        name: pool,
        machineType: found?.machineType ?? '',
        isSpot: found?.isSpot ?? false,
        autoscaling: found?.autoscaling,
        ...(accelerator === undefined ? {} : {accelerator}),
      };
      const explained = explainPoolFailure(error.message, {ref, pool: about});
      throw explained === undefined ? error : new DiagnosticError([explained]);
    }
  },
  equivalent: ({ref, pool, nodes}) => [
    [
      'gcloud',
      'container',
      'clusters',
      'resize',
      ref.name,
      `--node-pool=${pool}`,
      `--num-nodes=${nodes}`,
      formatLocationFlag(ref.location),
      `--project=${ref.project}`,
      '--quiet',
    ],
  ],
});
