import {formatLocationFlag, selectClusterRef} from '../../model/cluster-ref.js';
import type {GpuPoolConfig, InstallConfig} from '../../model/install-config.js';
import type {ClusterRef, NodePoolState} from '../../model/ports/clusters.js';
import {diffFields, noChange, selectSimpleChange, selectUpdate} from '../changes.js';
import {awaitGkeOperation} from '../cluster/await-gke-operation.js';
import {poolPermissions} from '../cluster/pool-permissions.js';
import {defineStep} from '../define-step.js';

interface Desired {
  readonly ref: ClusterRef;
  readonly pool: string;
  readonly bounds: GpuPoolConfig['autoscaling'];
}

/** The pool of an instance; a step is asked for pools of the configuration only. */
export function selectGpuPool(config: InstallConfig, instance: string): GpuPoolConfig {
  const pool = config.gpuPools.find(({name}) => name === instance);
  if (pool === undefined) throw new Error(`no GPU pool ${instance} in the configuration`);
  return pool;
}

export const boundAutoscaler = defineStep<Desired, NodePoolState>({
  id: 'gpu/bound-autoscaler',
  runbook: '10',
  phase: 'cluster',
  title: 'Bound the autoscaler',
  titleOf: (instance) => `Bound the autoscaler of pool ${instance}`,
  why: 'The autoscaler keeps each zone of a pool between its least and its most: at least none, so that no GPU idles, at most what the quota holds.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/how-to/cluster-autoscaler',
  actor: 'deployer',
  needs: ['gpu/create-gpu-pool'],
  within: 'gpu/create-gpu-pool',
  permissions: poolPermissions,
  services: ['container.googleapis.com'],
  usualSeconds: [5, 60],
  timeoutMinutes: 30,
  instances: (config) => config.gpuPools.map(({name}) => name),
  desire: ({config, instance}) => ({
    ref: selectClusterRef(config),
    pool: instance,
    bounds: selectGpuPool(config, instance).autoscaling,
  }),
  async observe(ports, desired) {
    const cluster = await ports.clusters.get(desired.ref);
    const pool = cluster?.nodePools.find(({name}) => name === desired.pool);
    return pool === undefined ? {state: 'absent'} : {state: 'present', actual: pool};
  },
  diff({bounds}, observation) {
    const simple = selectSimpleChange(observation, {kind: 'await', reason: 'until the pool stands'});
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    const {autoscaling} = observation.actual;
    return selectUpdate(
      diffFields([
        ['min', String(autoscaling?.min ?? 'off'), String(bounds.min)],
        ['max', String(autoscaling?.max ?? 'off'), String(bounds.max)],
      ]),
    );
  },
  async apply(ports, {ref, pool, bounds}, change, io) {
    if (change.kind !== 'update') return;
    const operation = await ports.nodePools.setAutoscaling(ref, pool, bounds);
    await io.announceOperation(operation);
    await awaitGkeOperation(ports, ref, operation, io);
  },
  equivalent: ({ref, pool, bounds}) => [
    [
      'gcloud',
      'container',
      'clusters',
      'update',
      ref.name,
      `--node-pool=${pool}`,
      '--enable-autoscaling',
      `--min-nodes=${bounds.min}`,
      `--max-nodes=${bounds.max}`,
      formatLocationFlag(ref.location),
      `--project=${ref.project}`,
    ],
  ],
});
