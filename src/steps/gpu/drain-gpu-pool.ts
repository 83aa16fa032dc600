import type {KubeTarget} from '../../model/ports/kube.js';
import type {Ports} from '../../model/ports/ports.js';
import type {StepIo} from '../../model/step.js';
import {noChange, selectSimpleChange, selectUpdate} from '../changes.js';
import {type DeferredTarget, requireTarget, selectDeferredTarget, selectTarget} from '../cluster/kube-target.js';
import {defineStep} from '../define-step.js';
import {collectPoolResidents, type PoolResidents, poolLabel} from './pool-residents.js';

interface Desired {
  readonly target: DeferredTarget;
  readonly pool: string;
}

const pollMs = 5000;

/** Keeps new pods off the nodes, then asks every pod to leave until none is there; budgets are waited for. */
async function drain(ports: Ports, target: KubeTarget, pool: string, io: StepIo): Promise<void> {
  for (;;) {
    const {nodes, pods} = await collectPoolResidents(ports, target, pool);
    for (const {name} of nodes.filter(({isCordoned}) => !isCordoned))
      await ports.kube.apply(
        target,
        {apiVersion: 'v1', kind: 'Node', metadata: {name}, spec: {unschedulable: true}},
        {isDryRun: false, force: true},
      );
    if (pods.length === 0) return;
    const answers = await Promise.all(pods.map((pod) => ports.kubeRemovals.evict(target, pod)));
    const held = answers.filter((isEvicted) => !isEvicted).length;
    io.reportProgress(
      `${pods.length} pods have yet to leave${held === 0 ? '' : `, ${held} of them held by a disruption budget`}`,
    );
    await ports.clock.sleep(pollMs, io.signal);
  }
}

export const drainGpuPool = defineStep<Desired, PoolResidents>({
  id: 'gpu/drain-gpu-pool',
  runbook: '10',
  phase: 'cluster',
  title: 'Drain a GPU pool',
  titleOf: (instance) => `Drain pool ${instance}`,
  why: 'Workloads leave by eviction, which respects disruption budgets, before their nodes go.',
  docs: 'https://kubernetes.io/docs/tasks/administer-cluster/safely-drain-node/',
  actor: 'deployer',
  needs: ['cluster/create-cluster'],
  permissions: [
    {permission: 'container.nodes.list', on: 'project'},
    {permission: 'container.nodes.update', on: 'project'},
    {permission: 'container.pods.list', on: 'project'},
    {permission: 'container.pods.evict', on: 'project'},
  ],
  services: ['container.googleapis.com'],
  usualSeconds: [1, 300],
  timeoutMinutes: 60,
  instances: (config) => config.gpuPools.map(({name}) => name),
  desire: (inputs) => ({target: selectDeferredTarget(inputs), pool: inputs.instance}),
  async observe(ports, {target, pool}) {
    const reached = selectTarget(target);
    return reached === undefined
      ? {state: 'absent'}
      : {state: 'present', actual: await collectPoolResidents(ports, reached, pool)};
  },
  diff(_desired, observation) {
    const simple = selectSimpleChange(observation, {kind: 'await', reason: 'until the cluster answers'});
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    const {nodes, pods} = observation.actual;
    const open = nodes.filter(({isCordoned}) => !isCordoned).length;
    return selectUpdate([
      ...(open === 0 ? [] : [{path: 'nodes', from: `${open} take pods`, to: 'none does'}]),
      ...(pods.length === 0 ? [] : [{path: 'pods', from: String(pods.length), to: '0'}]),
    ]);
  },
  apply: (ports, {target, pool}, _change, io) => drain(ports, requireTarget(target), pool, io),
  equivalent: ({pool}) => [
    ['kubectl', 'drain', `--selector=${poolLabel}=${pool}`, '--ignore-daemonsets', '--delete-emptydir-data'],
  ],
});
