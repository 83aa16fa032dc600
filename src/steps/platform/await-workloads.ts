import {DiagnosticError} from '../../model/diagnostic-error.js';
import type {KubeObject, KubeTarget} from '../../model/ports/kube.js';
import type {Ports} from '../../model/ports/ports.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {type DeferredTarget, requireTarget, selectDeferredTarget, selectTarget} from '../cluster/kube-target.js';
import {defineStep} from '../define-step.js';
import {selectKindPermissions} from './select-kind-permissions.js';
import {selectNamespace} from './select-namespace.js';
import {selectPodProblems} from './select-pod-problem.js';
import {selectRolloutProblem} from './select-rollout-problem.js';

interface Workload {
  readonly kind: string;
  readonly namespace: string;
  readonly namePrefix: string;
  readonly labels: Readonly<Record<string, string>>;
}

interface Desired {
  readonly target: DeferredTarget;
  readonly workloads: readonly Workload[];
}

/** What is not ready yet, with the reason that its pods give. */
type Waiting = {readonly name: string; readonly problem: string; readonly pods: readonly string[]};

const apiVersions: Readonly<Record<string, string>> = {Job: 'batch/v1'};
const patienceMs = 20 * 60_000;
const pollMs = 3000;

/** A release names the labels of a workload's pods; what is on the workload itself may differ. */
function isMatch(workload: Workload, object: KubeObject): boolean {
  const {template} = (object.spec ?? {}) as {
    readonly template?: {readonly metadata?: {readonly labels?: Readonly<Record<string, string>>}};
  };
  const labels = template?.metadata?.labels ?? {};
  return (
    object.metadata.name.startsWith(workload.namePrefix) &&
    Object.entries(workload.labels).every(([key, value]) => labels[key] === value)
  );
}

async function collectWaiting(
  ports: Ports,
  target: KubeTarget,
  workloads: readonly Workload[],
): Promise<readonly Waiting[]> {
  const places = [...new Set(workloads.map(({kind, namespace}) => `${kind} ${namespace}`))];
  const lists = new Map(
    await Promise.all(
      places.map(async (place) => {
        const [kind = '', namespace = ''] = place.split(' ');
        return [
          place,
          await ports.kube.list(target, {apiVersion: apiVersions[kind] ?? 'apps/v1', kind, namespace}),
        ] as const;
      }),
    ),
  );
  const waiting: Waiting[] = [];
  for (const workload of workloads) {
    const label = `${workload.kind} ${workload.namespace}/${workload.namePrefix}`;
    const candidates = (lists.get(`${workload.kind} ${workload.namespace}`) ?? []).filter((object) =>
      isMatch(workload, object),
    );
    if (candidates.length === 0) waiting.push({name: label, problem: 'there is none', pods: []});
    for (const object of candidates) {
      const problem = selectRolloutProblem(object);
      if (problem === undefined) continue;
      const pods = await ports.kube.list(target, {apiVersion: 'v1', kind: 'Pod', namespace: workload.namespace});
      const own = pods.filter(({metadata}) => metadata.name.startsWith(object.metadata.name));
      waiting.push({
        name: `${object.kind} ${workload.namespace}/${object.metadata.name}`,
        problem,
        pods: selectPodProblems(own),
      });
    }
  }
  return waiting;
}

const format = ({name, problem, pods}: Waiting) => `${name}: ${pods[0] ?? problem}`;

export const awaitWorkloads = defineStep<Desired, {readonly waiting: readonly Waiting[]}>({
  id: 'platform/await-workloads',
  runbook: '19',
  phase: 'platform',
  title: 'Wait until the critical workloads run',
  why: 'helm’s own wait says that something timed out; here each workload that the release calls critical is watched by name, with the reason that its pods give. All must hold for three looks in a row.',
  docs: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#deployment-status',
  actor: 'deployer',
  needs: [
    'platform/install-release',
    'upgrade/roll-back-release',
    'platform/apply-manifests',
    'tls/apply-own-certificate',
    'keys/apply-key-secret',
    'platform/start-workload',
  ],
  within: 'cluster/create-cluster',
  permissions: selectKindPermissions(['Pod'], ['list']),
  permissionsOf: (_config, {criticalWorkloads}) =>
    selectKindPermissions(
      criticalWorkloads.map(({kind}) => (kind === 'Job' ? 'batch/Job' : `apps/${kind}`)),
      ['list'],
    ),
  services: [],
  usualSeconds: [60, 600],
  timeoutMinutes: 30,
  settledReads: 3,
  desire(inputs) {
    const {config, release} = inputs;
    const workloads = release.criticalWorkloads.map(({kind, namespace, isPrefixed, namePrefix, labels}) => ({
      kind,
      namespace: selectNamespace(config, {namespace, isPrefixed}),
      namePrefix,
      labels,
    }));
    return {target: selectDeferredTarget(inputs), workloads};
  },
  async observe(ports, desired) {
    const target = selectTarget(desired.target);
    return target === undefined
      ? {state: 'absent'}
      : {state: 'present', actual: {waiting: await collectWaiting(ports, target, desired.workloads)}};
  },
  diff(_desired, observation) {
    const simple = selectSimpleChange(observation, {kind: 'await', reason: 'until the chart is installed'});
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    const {waiting} = observation.actual;
    return waiting.length === 0 ? noChange : {kind: 'await', reason: waiting.map(format).join('; ')};
  },
  async apply(ports, desired, _change, io) {
    const target = requireTarget(desired.target);
    const deadline = ports.clock.now() + patienceMs * ports.clock.patience;
    let shown = '';
    for (;;) {
      const waiting = await collectWaiting(ports, target, desired.workloads);
      if (waiting.length === 0) return;
      if (ports.clock.now() > deadline) {
        const [first] = waiting;
        const namespace = first?.name.split(' ')[1]?.split('/')[0] ?? '';
        const tries = [
          {text: 'Look at the pods of the first.', command: `kubectl get pods --namespace ${namespace}`},
          {text: 'Run the same command again once it is mended: finished steps are not repeated.'},
        ];
        throw new DiagnosticError([
          {
            code: 'SHK_PLATFORM_E1103',
            summary: `${waiting.length} critical workloads did not come up within 20 minutes.`,
            detail: waiting.map(format).join('\n'),
            tries,
            blame: 'cloud',
          },
        ]);
      }
      const text = `${waiting.length} not ready, ${waiting[0] === undefined ? '' : format(waiting[0])}`;
      if (text !== shown) io.reportProgress(text);
      shown = text;
      await ports.clock.sleep(pollMs, io.signal);
    }
  },
  equivalent: ({workloads}) =>
    [...new Set(workloads.map(({namespace}) => namespace))].map((namespace) => [
      'kubectl',
      'get',
      'deployments,statefulsets,jobs',
      `--namespace=${namespace}`,
    ]),
});
