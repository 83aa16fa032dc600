import {CloudFailure} from '../../model/cloud-failure.js';
import {formatLocationFlag, selectClusterRef} from '../../model/cluster-ref.js';
import type {InstallConfig} from '../../model/install-config.js';
import type {ClusterRef, NodePoolRequest, NodePoolState} from '../../model/ports/clusters.js';
import type {EquivalentCommand, Step} from '../../model/step.js';
import {diffFields, noChange, selectSimpleChange} from '../changes.js';
import {defineStep} from '../define-step.js';
import {foreign} from '../ownership.js';
import {awaitGkeOperation, awaitRunningOperations} from './await-gke-operation.js';

interface Desired {
  readonly ref: ClusterRef;
  readonly pool: NodePoolRequest;
}

const pairs = (map: Readonly<Record<string, string>>) =>
  Object.entries(map)
    .map((pair) => pair.join('='))
    .join(',');

function selectEquivalent({ref, pool}: Desired): readonly EquivalentCommand[] {
  return [
    [
      'gcloud',
      'container',
      'node-pools',
      'create',
      pool.name,
      `--cluster=${ref.name}`,
      `--project=${ref.project}`,
      formatLocationFlag(ref.location),
      ...(pool.locations.length === 0 ? [] : [`--node-locations=${pool.locations.join(',')}`]),
      `--machine-type=${pool.machineType}`,
      ...(pool.accelerator === undefined
        ? []
        : [`--accelerator=type=${pool.accelerator.type},count=${pool.accelerator.count},gpu-driver-version=default`]),
      `--node-labels=${pairs(pool.labels)}`,
      ...(pool.taints.length === 0
        ? []
        : [`--node-taints=${pool.taints.map(({key, value}) => `${key}=${value}:NoSchedule`).join(',')}`]),
      `--disk-size=${pool.diskSizeGb}`,
      `--disk-type=${pool.diskType}`,
      `--num-nodes=${pool.nodes}`,
      ...(pool.autoscaling === undefined
        ? []
        : ['--enable-autoscaling', `--min-nodes=${pool.autoscaling.min}`, `--max-nodes=${pool.autoscaling.max}`]),
      ...(pool.isSpot ? ['--spot'] : []),
    ],
  ];
}

/** GKE adds labels of its own to a pool's; only those that were asked for count. */
function selectDifferences({pool}: Desired, actual: NodePoolState) {
  const labels = Object.fromEntries(Object.keys(pool.labels).map((key) => [key, actual.labels[key] ?? '']));
  return diffFields([
    ['machineType', actual.machineType, pool.machineType],
    ['labels', labels, pool.labels],
    ['accelerators', actual.accelerators, pool.accelerator === undefined ? [] : [pool.accelerator]],
    ['spot', actual.isSpot, pool.isSpot],
  ]);
}

/** A step that makes node pools; core and GPU pools differ only in where their requests come from. */
export function defineNodePoolStep(
  own: Pick<Step, 'id' | 'runbook' | 'title' | 'why' | 'docs' | 'usualSeconds' | 'needs'> & {
    readonly titleOf: (instance: string) => string;
    readonly select: (config: InstallConfig) => readonly NodePoolRequest[];
    readonly needsBefore: (instance: string, config: InstallConfig) => readonly string[];
  },
): Step {
  const {select, needsBefore, ...texts} = own;
  return defineStep<Desired, NodePoolState>({
    ...texts,
    phase: 'cluster',
    actor: 'deployer',
    within: 'cluster/create-cluster',
    permissions: [
      {permission: 'container.clusters.update', on: 'project'},
      {permission: 'container.clusters.get', on: 'project'},
      {permission: 'container.operations.get', on: 'project'},
      {permission: 'container.operations.list', on: 'project'},
    ],
    services: ['container.googleapis.com'],
    timeoutMinutes: 60,
    instances: (config) => select(config).map(({name}) => name),
    needsOf: needsBefore,
    desire({config, instance}) {
      const pool = select(config).find(({name}) => name === instance);
      if (pool === undefined) throw new Error(`no pool ${instance} in the configuration`);
      return {ref: selectClusterRef(config), pool};
    },
    async observe(ports, desired) {
      const cluster = await ports.clusters.get(desired.ref);
      const pool = cluster?.nodePools.find(({name}) => name === desired.pool.name);
      return pool === undefined ? {state: 'absent'} : {state: 'present', actual: pool};
    },
    diff(desired, observation) {
      const simple = selectSimpleChange(observation);
      if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
      const {actual} = observation;
      const {ref, pool} = desired;
      const show = {
        text: 'Look at it.',
        command: `gcloud container node-pools describe ${pool.name} --cluster=${ref.name} ${formatLocationFlag(ref.location)} --project=${ref.project}`,
      };
      const differences = selectDifferences(desired, actual);
      if (differences.length > 0) {
        const detail = differences.map(({path, from, to}) => `${path}: ${from}, wanted ${to}`).join('; ');
        return foreign(
          'SHK_CLUSTER_E0507',
          `Node pool ${pool.name} exists and differs in what cannot be changed.`,
          detail,
          [show, {text: 'Give the pool another name in the configuration, or describe what stands.'}],
          own.docs,
        );
      }
      if (actual.status === 'ERROR' || actual.status === 'RUNNING_WITH_ERROR') {
        return foreign(
          'SHK_CLUSTER_E0508',
          `Node pool ${pool.name} is in state ${actual.status}.`,
          actual.statusMessage || 'GKE gives no reason',
          [show, {text: 'Delete it and run again, or wait until GKE has mended it.'}],
          own.docs,
        );
      }
      return actual.status === 'RUNNING'
        ? noChange
        : {kind: 'await', reason: `until the pool, now ${actual.status}, is running`};
    },
    async apply(ports, desired, change, io) {
      if (change.kind === 'create') {
        const operation = await ports.clusters.createNodePool(desired.ref, desired.pool);
        await io.announceOperation(operation);
        await awaitGkeOperation(ports, desired.ref, operation, io);
        return;
      }
      if (change.kind === 'update')
        throw new CloudFailure('invalid', 'a pool is never changed in place', {action: 'nodePools.update'});
      await awaitRunningOperations(ports, desired.ref, io);
    },
    equivalent: selectEquivalent,
  });
}
