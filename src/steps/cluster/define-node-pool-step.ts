import {CloudFailure} from '../../model/cloud-failure.js';
import {formatLocationFlag, selectClusterRef} from '../../model/cluster-ref.js';
import type {Diagnostic} from '../../model/diagnostic.js';
import {DiagnosticError} from '../../model/diagnostic-error.js';
import type {InstallConfig} from '../../model/install-config.js';
import type {ClusterRef, NodePoolRequest, NodePoolState} from '../../model/ports/clusters.js';
import type {Inputs, Step} from '../../model/step.js';
import {diffFields, noChange, selectSimpleChange} from '../changes.js';
import {defineStep} from '../define-step.js';
import {foreign} from '../ownership.js';
import {awaitGkeOperation, awaitRunningOperations} from './await-gke-operation.js';
import {formatPoolCommand} from './format-pool-command.js';
import {poolPermissions} from './pool-permissions.js';

/** A pool, and the cluster that it belongs to. */
export interface DesiredPool {
  readonly ref: ClusterRef;
  readonly pool: NodePoolRequest;
}

/** GKE adds labels of its own to a pool's; only those that were asked for count. */
function selectDifferences({pool}: DesiredPool, actual: NodePoolState) {
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
    /** What else is known of a pool once earlier steps are done. */
    readonly complete?: (pool: NodePoolRequest, inputs: Inputs) => NodePoolRequest;
    /** What a refusal, or what GKE says of a pool in error, means for this kind of pool; undefined for nothing special. */
    readonly explain?: (message: string, desired: DesiredPool) => Diagnostic | undefined;
  },
): Step {
  const {select, needsBefore, complete = (pool) => pool, explain = () => undefined, ...texts} = own;
  return defineStep<DesiredPool, NodePoolState>({
    ...texts,
    phase: 'cluster',
    actor: 'deployer',
    within: 'cluster/create-cluster',
    permissions: poolPermissions,
    services: ['container.googleapis.com'],
    timeoutMinutes: 60,
    instances: (config) => select(config).map(({name}) => name),
    needsOf: needsBefore,
    desire(inputs) {
      const {config, instance} = inputs;
      const pool = select(config).find(({name}) => name === instance);
      if (pool === undefined) throw new Error(`no pool ${instance} in the configuration`);
      return {ref: selectClusterRef(config), pool: complete(pool, inputs)};
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
        const message = actual.statusMessage || actual.conditions?.[0]?.message || 'GKE gives no reason';
        const explained = explain(message, desired);
        if (explained !== undefined) return {kind: 'foreign', diagnostic: explained};
        return foreign(
          'SHK_CLUSTER_E0508',
          `Node pool ${pool.name} is in state ${actual.status}.`,
          message,
          [show, {text: 'Delete it and run again, or wait until GKE has mended it.'}],
          own.docs,
        );
      }
      return actual.status === 'RUNNING'
        ? noChange
        : {kind: 'await', reason: `until the pool, now ${actual.status}, is running`};
    },
    async apply(ports, desired, change, io) {
      if (change.kind === 'update')
        throw new CloudFailure('invalid', 'a pool is never changed in place', {action: 'nodePools.update'});
      try {
        if (change.kind !== 'create') return await awaitRunningOperations(ports, desired.ref, io);
        const operation = await ports.nodePools.create(desired.ref, desired.pool);
        await io.announceOperation(operation);
        await awaitGkeOperation(ports, desired.ref, operation, io);
      } catch (error) {
        const explained = error instanceof CloudFailure ? explain(error.message, desired) : undefined;
        throw explained === undefined ? error : new DiagnosticError([explained]);
      }
    },
    equivalent: ({ref, pool}) => [formatPoolCommand(ref, pool)],
  });
}
