import {DiagnosticError} from '../../model/diagnostic-error.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {type DeferredTarget, requireTarget, selectDeferredTarget, selectTarget} from '../cluster/kube-target.js';
import {defineStep} from '../define-step.js';
import {selectKindPermissions} from '../platform/select-kind-permissions.js';
import {selectGpuPool} from './bound-autoscaler.js';
import {collectPoolResidents} from './pool-residents.js';
import {smokeJobName, smokeNamespace} from './smoke-job.js';

interface Desired {
  readonly target: DeferredTarget;
  readonly pool: string;
  /** Nodes that the autoscaler keeps, in all zones together. */
  readonly least: number;
}

interface Actual {
  readonly nodes: number;
  readonly hasJob: boolean;
}

const pollMs = 15_000;
/** The autoscaler looks at a node for ten minutes before it takes it away, and then drains it. */
const patienceMs = 40 * 60_000;

const jobRef = (pool: string) => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  namespace: smokeNamespace,
  name: smokeJobName(pool),
});

export const awaitMinimum = defineStep<Desired, Actual>({
  id: 'gpu/await-minimum',
  runbook: '10',
  phase: 'verification',
  title: 'See the pool shrink again',
  titleOf: (instance) => `See pool ${instance} go back to its minimum`,
  why: 'What the test made the pool grow by has to go again, or it idles at the price of GPUs.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/concepts/cluster-autoscaler#operating_criteria',
  actor: 'deployer',
  needs: ['gpu/run-smoke-test'],
  within: 'gpu/create-gpu-pool',
  permissions: [
    ...selectKindPermissions(['batch/Job'], ['get']),
    ...selectKindPermissions(['Pod', 'Node'], ['list']),
    {permission: 'container.jobs.delete', on: 'project'},
  ],
  services: ['container.googleapis.com'],
  usualSeconds: [600, 1200],
  timeoutMinutes: 60,
  instances: (config) => config.gpuPools.map(({name}) => name),
  desire(inputs) {
    const {autoscaling, zones} = selectGpuPool(inputs.config, inputs.instance);
    const least = autoscaling.min * Math.max(1, zones.length);
    return {target: selectDeferredTarget(inputs), pool: inputs.instance, least};
  },
  async observe(ports, {target, pool}) {
    const reached = selectTarget(target);
    if (reached === undefined) return {state: 'absent'};
    const [{nodes}, job] = await Promise.all([
      collectPoolResidents(ports, reached, pool),
      ports.kube.get(reached, jobRef(pool)),
    ]);
    return {state: 'present', actual: {nodes: nodes.length, hasJob: job !== undefined}};
  },
  diff({least}, observation) {
    const simple = selectSimpleChange(observation, {kind: 'await', reason: 'until the pool was tried'});
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    const {nodes, hasJob} = observation.actual;
    if (hasJob) return {kind: 'await', reason: 'until the test is cleared away'};
    return nodes <= least ? noChange : {kind: 'await', reason: `until ${nodes} nodes are ${least}`};
  },
  async apply(ports, {target, pool, least}, _change, io) {
    const reached = requireTarget(target);
    await ports.kubeRemovals.remove(reached, jobRef(pool));
    let shown = '';
    const deadline = ports.clock.now() + patienceMs * ports.clock.patience;
    for (;;) {
      const {nodes} = await collectPoolResidents(ports, reached, pool);
      if (nodes.length <= least) return;
      if (ports.clock.now() > deadline)
        throw new DiagnosticError([
          {
            code: 'SHK_GPU_E2043',
            summary: `Pool ${pool} did not go back to its minimum of ${least}: ${nodes.length} nodes stand.`,
            detail: 'a pod that may not be evicted, or a budget, keeps the autoscaler from removing them',
            tries: [
              {text: 'See what runs there.', command: 'shakinstall gpu-pool list'},
              {text: 'Or size it yourself.', command: `shakinstall gpu-pool resize ${pool} --nodes ${least}`},
            ],
            docs: 'https://cloud.google.com/kubernetes-engine/docs/troubleshooting/cluster-autoscaler-scale-down',
            blame: 'cloud',
          },
        ]);
      const text = `${nodes.length} of its nodes stand, ${least} are to stay; the autoscaler waits ten minutes`;
      if (text !== shown) io.reportProgress(text);
      shown = text;
      await ports.clock.sleep(pollMs, io.signal);
    }
  },
  equivalent: ({pool}) => [
    ['kubectl', 'delete', 'job', smokeJobName(pool), `--namespace=${smokeNamespace}`],
    ['kubectl', 'get', 'nodes', `--selector=cloud.google.com/gke-nodepool=${pool}`, '--watch'],
  ],
});
