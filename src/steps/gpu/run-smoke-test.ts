import {selectClusterRef} from '../../model/cluster-ref.js';
import type {Diagnostic} from '../../model/diagnostic.js';
import {DiagnosticError} from '../../model/diagnostic-error.js';
import type {GpuPoolConfig} from '../../model/install-config.js';
import type {ClusterRef} from '../../model/ports/clusters.js';
import type {KubeTarget} from '../../model/ports/kube.js';
import type {Ports} from '../../model/ports/ports.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {type DeferredTarget, requireTarget, selectDeferredTarget, selectTarget} from '../cluster/kube-target.js';
import {defineStep} from '../define-step.js';
import {selectKindPermissions} from '../platform/select-kind-permissions.js';
import {selectGpuPool} from './bound-autoscaler.js';
import {explainPoolFailure} from './explain-pool-failure.js';
import {observeSmoke, type SmokeState} from './observe-smoke.js';
import {createSmokeJob, smokeJobName, smokeMinutes, smokeNamespace} from './smoke-job.js';

interface Desired {
  readonly ref: ClusterRef;
  readonly target: DeferredTarget;
  readonly pool: GpuPoolConfig;
}

const pollMs = 5000;
const docs = 'https://cloud.google.com/kubernetes-engine/docs/how-to/gpus#pods_gpus';

/** What a test that did not go well says of the pool. */
function explainSmoke({ref, pool}: Desired, {state, reason, node, gpus}: SmokeState): Diagnostic {
  const {name, accelerator, count} = pool;
  const short = {
    name,
    machineType: pool.machineType,
    accelerator: {type: accelerator, count},
    isSpot: pool.spot,
    autoscaling: pool.autoscaling,
  };
  const shortage = node === '' ? explainPoolFailure(reason, {ref, pool: short}) : undefined;
  if (shortage !== undefined) return shortage;
  const shared = {
    tries: [{text: 'Look at the pods of the pool.', command: `kubectl get events --namespace ${smokeNamespace}`}],
    docs,
  };
  if (state === 'succeeded')
    return {
      code: 'SHK_GPU_E2041',
      summary: `Pool ${name}: a pod that asked for ${count} GPUs sees ${gpus.length}.`,
      detail: gpus.join(', ') || 'nvidia-smi listed none',
      ...shared,
      blame: 'cloud',
    };
  return {
    code: node === '' ? 'SHK_GPU_E2042' : 'SHK_GPU_E2040',
    summary:
      node === ''
        ? `Pool ${name}: no node came for a pod within ${smokeMinutes} minutes.`
        : `Pool ${name}: a pod on ${node} does not see the GPUs.`,
    detail: reason || 'its events say nothing',
    ...shared,
    blame: 'cloud',
  };
}

async function removeJob(ports: Ports, target: KubeTarget, pool: string): Promise<void> {
  const ref = {apiVersion: 'batch/v1', kind: 'Job', namespace: smokeNamespace, name: smokeJobName(pool)};
  await ports.kubeRemovals.remove(target, ref);
  while ((await ports.kube.get(target, ref)) !== undefined) await ports.clock.sleep(pollMs);
}

export const runSmokeTest = defineStep<Desired, SmokeState>({
  id: 'gpu/run-smoke-test',
  runbook: '10',
  phase: 'verification',
  title: 'Try a GPU pool',
  titleOf: (instance) => `See a pod use the GPUs of pool ${instance}`,
  why: 'A pool that stands may still have no machines, no driver, or a taint that nothing tolerates. A pod that lands on it and lists its GPUs proves all three.',
  docs,
  actor: 'deployer',
  needs: ['gpu/create-gpu-pool', 'gpu/bound-autoscaler', 'gpu/apply-driver', 'cluster/create-cluster'],
  within: 'gpu/create-gpu-pool',
  permissions: [
    ...selectKindPermissions(['batch/Job'], ['get', 'create', 'update']),
    ...selectKindPermissions(['Pod', 'Event'], ['list']),
    {permission: 'container.jobs.delete', on: 'project'},
    {permission: 'container.pods.getLogs', on: 'project'},
  ],
  services: ['container.googleapis.com'],
  usualSeconds: [120, 420],
  timeoutMinutes: smokeMinutes + 10,
  instances: (config) => config.gpuPools.map(({name}) => name),
  desire: (inputs) => ({
    ref: selectClusterRef(inputs.config),
    target: selectDeferredTarget(inputs),
    pool: selectGpuPool(inputs.config, inputs.instance),
  }),
  async observe(ports, {target, pool}) {
    const reached = selectTarget(target);
    const found = reached === undefined ? undefined : await observeSmoke(ports, reached, pool.name);
    return found === undefined ? {state: 'absent'} : {state: 'present', actual: found};
  },
  diff({pool}, observation) {
    const simple = selectSimpleChange(observation);
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    const {actual} = observation;
    if (actual.state === 'waiting') return {kind: 'await', reason: 'until the pod that tries it has ended'};
    if (actual.state === 'succeeded' && actual.gpus.length >= pool.count) return noChange;
    return {kind: 'update', fields: [{path: 'test', from: actual.state, to: 'tried again'}]};
  },
  async apply(ports, desired, change, io) {
    const target = requireTarget(desired.target);
    const {pool} = desired;
    if (change.kind === 'update') await removeJob(ports, target, pool.name);
    if (change.kind !== 'await')
      await ports.kube.apply(target, createSmokeJob(pool.name, pool.count), {isDryRun: false, force: true});
    let shown = '';
    for (;;) {
      const seen = await observeSmoke(ports, target, pool.name);
      if (seen?.state === 'succeeded' && seen.gpus.length >= pool.count) {
        io.reportProgress(`${seen.gpus.length} GPUs on ${seen.node}: ${seen.gpus[0]?.replace(/ \(UUID.*/, '')}`);
        return;
      }
      const isShort = seen?.node === '' && /FailedScaleUp|FailedToScaleUpGroup/.test(seen.reason);
      if (seen !== undefined && (seen.state !== 'waiting' || isShort)) {
        await removeJob(ports, target, pool.name);
        throw new DiagnosticError([explainSmoke(desired, seen)]);
      }
      const text = seen?.reason ?? '';
      if (text !== shown && text !== '') io.reportProgress(text);
      shown = text;
      await ports.clock.sleep(pollMs, io.signal);
    }
  },
  outputNames: ['node', 'gpus'],
  outputs: (_desired, {node, gpus}) => ({node, gpus: gpus.join('; ')}),
  equivalent: ({pool}) => [
    [
      '#',
      `a Job in namespace ${smokeNamespace} on pool ${pool.name} that asks for ${pool.count} GPUs and runs nvidia-smi -L`,
    ],
  ],
});
