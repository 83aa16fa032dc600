import {formatLocationFlag, selectClusterRef} from '../../model/cluster-ref.js';
import type {ClusterRef, NodePoolState} from '../../model/ports/clusters.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {awaitGkeOperation, awaitRunningOperations} from '../cluster/await-gke-operation.js';
import {poolPermissions} from '../cluster/pool-permissions.js';
import {defineStep} from '../define-step.js';

interface Desired {
  readonly ref: ClusterRef;
  readonly pool: string;
}

export const removeGpuPool = defineStep<Desired, NodePoolState>({
  id: 'gpu/remove-gpu-pool',
  runbook: '10',
  phase: 'cluster',
  title: 'Remove a GPU pool',
  titleOf: (instance) => `Remove pool ${instance}`,
  why: 'A pool goes with its machines and their boot disks. Disks of their own, such as those of models, stay.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/how-to/node-pools#deleting_a_node_pool',
  actor: 'deployer',
  needs: ['gpu/drain-gpu-pool', 'cluster/create-cluster'],
  permissions: poolPermissions,
  services: ['container.googleapis.com'],
  usualSeconds: [60, 300],
  timeoutMinutes: 90,
  instances: (config) => config.gpuPools.map(({name}) => name),
  desire: ({config, instance}) => ({ref: selectClusterRef(config), pool: instance}),
  async observe(ports, {ref, pool}) {
    const cluster = await ports.clusters.get(ref);
    const found = cluster?.nodePools.find(({name}) => name === pool);
    return found === undefined ? {state: 'absent'} : {state: 'present', actual: found};
  },
  diff(_desired, observation) {
    const simple = selectSimpleChange(observation, noChange);
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    return observation.actual.status === 'STOPPING'
      ? {kind: 'await', reason: 'until the pool, now STOPPING, is gone'}
      : {kind: 'update', fields: [{path: 'pool', from: observation.actual.status, to: 'gone'}]};
  },
  async apply(ports, {ref, pool}, change, io) {
    if (change.kind !== 'update') return awaitRunningOperations(ports, ref, io);
    const operation = await ports.nodePools.delete(ref, pool);
    await io.announceOperation(operation);
    await awaitGkeOperation(ports, ref, operation, io);
  },
  equivalent: ({ref, pool}) => [
    [
      'gcloud',
      'container',
      'node-pools',
      'delete',
      pool,
      `--cluster=${ref.name}`,
      formatLocationFlag(ref.location),
      `--project=${ref.project}`,
      '--quiet',
    ],
  ],
});
