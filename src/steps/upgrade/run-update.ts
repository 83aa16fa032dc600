import {DiagnosticError} from '../../model/diagnostic-error.js';
import type {KubeObject, KubeTarget} from '../../model/ports/kube.js';
import type {Ports} from '../../model/ports/ports.js';
import {stepKey} from '../../model/step.js';
import {selectMirror} from '../../release/images/mirror-image.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {type DeferredTarget, requireTarget, selectDeferredTarget, selectTarget} from '../cluster/kube-target.js';
import {defineStep} from '../define-step.js';
import {selectOwnerLabels} from '../ownership.js';
import {selectEarlyManifests} from '../platform/select-chart-needs.js';
import {selectKindPermissions} from '../platform/select-kind-permissions.js';
import {selectNamespace} from '../platform/select-namespace.js';
import {selectPodProblem} from '../platform/select-pod-problem.js';
import {selectRolloutProblem} from '../platform/select-rollout-problem.js';
import {selectStagedRelease} from '../values/staged-release.js';
import {createUpdateJob, type UpdateJob, updateLabel} from './create-update-job.js';

interface Desired {
  readonly target: DeferredTarget;
  readonly job: UpdateJob;
  readonly scriptPath: string;
}

interface Actual {
  readonly state: 'done' | 'running' | 'failed';
  readonly attempts: number;
  readonly name: string;
}

const id = 'upgrade/run-update';
const pollMs = 3000;

const isEnded = (job: KubeObject, type: string) => {
  const {conditions = []} = (job.status ?? {}) as {conditions?: ReadonlyArray<{type: string; status: string}>};
  return conditions.some((condition) => condition.type === type && condition.status === 'True');
};

async function collectAttempts(
  ports: Ports,
  target: KubeTarget,
  {label, namespace}: UpdateJob,
): Promise<readonly KubeObject[]> {
  return ports.kube.list(target, {
    apiVersion: 'batch/v1',
    kind: 'Job',
    namespace,
    labelSelector: `${updateLabel}=${label}`,
  });
}

/** The last words of the pods of a job, or why they never ran. */
async function collectLastWords(ports: Ports, target: KubeTarget, namespace: string, job: string): Promise<string> {
  const pods = await ports.kube.list(target, {
    apiVersion: 'v1',
    kind: 'Pod',
    namespace,
    labelSelector: `job-name=${job}`,
  });
  const words = await Promise.all(
    pods.map(async (pod) => {
      const log = await ports.kube
        .fetchLog(target, {namespace, pod: pod.metadata.name, container: 'update', isPrevious: false, tailLines: 10})
        .catch(() => '');
      return [selectPodProblem(pod), log.trim()].filter(Boolean).join('\n');
    }),
  );
  return words.filter((text) => text !== '').join('\n');
}

export const runUpdate = defineStep<Desired, Actual>({
  id,
  runbook: '',
  phase: 'platform',
  title: 'Run an update script',
  titleOf: (instance) => `Run the update script ${instance}`,
  why: 'Each script of the release runs as a Job of its own, whose name says the release and the attempt: what completed once is not run again, what failed stays to be looked at.',
  docs: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/',
  actor: 'deployer',
  needs: ['values/stage-release', 'platform/create-namespaces'],
  within: 'cluster/create-cluster',
  permissions: selectKindPermissions(['batch/Job', 'Pod'], ['list', 'create', 'update']),
  services: [],
  usualSeconds: [5, 300],
  timeoutMinutes: 250,
  instances: (_config, release) => release.upgrade.updates.map(({name}) => name),
  needsOf(instance, _config, release) {
    const own = release.upgrade.updates.find(({name}) => name === instance);
    const before = release.upgrade.updates.slice(0, own === undefined ? 0 : release.upgrade.updates.indexOf(own));
    const phase = own?.phase === 'after-chart' ? ['platform/install-release'] : selectEarlyManifests(release);
    return [...phase, ...before.filter(({phase: at}) => at === own?.phase).map(({name}) => stepKey(id, name))];
  },
  desire(inputs) {
    const {release, instance, config} = inputs;
    const update = release.upgrade.updates.find(({name}) => name === instance);
    if (update === undefined) throw new Error(`the release has no update ${instance}`);
    return {
      target: selectDeferredTarget(inputs),
      job: {
        label: `${release.version}-${update.name}`,
        namespace: selectNamespace(config, update),
        labels: selectOwnerLabels(config),
        image: selectMirror(config.release.imageRegistry)(update.image),
        serviceAccount: update.serviceAccount,
        secrets: update.secrets,
        timeoutMinutes: update.timeoutMinutes,
      },
      scriptPath: `${selectStagedRelease(inputs)}/${update.script}`,
    };
  },
  async observe(ports, desired) {
    const target = selectTarget(desired.target);
    const jobs = target === undefined ? [] : await collectAttempts(ports, target, desired.job);
    if (jobs.length === 0) return {state: 'absent'};
    const done = jobs.find((job) => isEnded(job, 'Complete'));
    const running = jobs.find((job) => !isEnded(job, 'Failed') && !isEnded(job, 'Complete'));
    const state = done !== undefined ? 'done' : running !== undefined ? 'running' : 'failed';
    const {name} = (done ?? running ?? (jobs.at(-1) as KubeObject)).metadata;
    return {state: 'present', actual: {state, attempts: jobs.length, name}};
  },
  diff(_desired, observation) {
    const simple = selectSimpleChange(observation);
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    const {state, attempts, name} = observation.actual;
    if (state === 'done') return noChange;
    if (state === 'running') return {kind: 'await', reason: `Job ${name} runs`};
    return {kind: 'update', fields: [{path: `Job ${name}`, from: 'failed', to: `attempt ${attempts + 1}`}]};
  },
  async apply(ports, {target: deferred, job, scriptPath}, change, io) {
    const target = requireTarget(deferred);
    const attempts = await collectAttempts(ports, target, job);
    const script = await ports.files.read(scriptPath);
    if (script === undefined)
      throw new DiagnosticError([
        {
          code: 'SHK_UPGRADE_E2101',
          summary: 'An update script of the release is missing.',
          detail: scriptPath,
          tries: [{text: 'Get the release again, whole.'}],
          blame: 'user',
        },
      ]);
    if (change.kind !== 'await')
      await ports.kube.apply(target, createUpdateJob(job, script, attempts.length + 1), {isDryRun: false, force: true});
    let shown = '';
    for (;;) {
      const standing = await collectAttempts(ports, target, job);
      if (standing.some((candidate) => isEnded(candidate, 'Complete'))) return;
      const open = standing.find((candidate) => !isEnded(candidate, 'Failed'));
      if (open === undefined) {
        const last = standing.at(-1);
        const name = last?.metadata.name ?? '';
        const words = await collectLastWords(ports, target, job.namespace, name);
        throw new DiagnosticError([
          {
            code: 'SHK_UPGRADE_E2102',
            summary: `The update script ${job.label} failed.`,
            detail: [last === undefined ? undefined : selectRolloutProblem(last), words].filter(Boolean).join('\n'),
            tries: [
              {text: 'See what it wrote.', command: `kubectl logs job/${name} --namespace ${job.namespace}`},
              {text: 'Once that is mended, the same command makes another attempt.'},
            ],
            blame: 'cloud',
          },
        ]);
      }
      if (shown !== open.metadata.name) io.reportProgress(`Job ${open.metadata.name} runs`);
      shown = open.metadata.name;
      await ports.clock.sleep(pollMs, io.signal);
    }
  },
  outputNames: ['job'],
  outputs: (_desired, {name}) => ({job: name}),
  equivalent: ({job, scriptPath}) => [
    [
      'kubectl',
      'create',
      'job',
      `update-${job.label}`,
      `--namespace=${job.namespace}`,
      `--image=${job.image}`,
      '--',
      'sh',
      '-euc',
      `$(cat ${scriptPath})`,
    ],
  ],
});
