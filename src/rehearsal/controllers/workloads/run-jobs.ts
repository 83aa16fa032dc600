import {isSameJson} from '../core/canonical-json.js';
import {type Condition, conditionOf, formatTime} from '../core/conditions.js';
import {type ControllerContext, controllerUser} from '../core/controller-context.js';
import {type KubeObject, objectKey} from '../core/kube-object.js';
import {kubeResources} from '../core/kube-resource.js';
import {controlledBy, controllerOf, controllerReference, indexByController} from '../core/owners.js';
import {createPod} from './create-pod.js';
import {hasEnded, isActivePod, isReadyPod, podFromTemplate} from './pod-facts.js';

const {jobs: type, pods: podType} = kubeResources;
const trackingFinalizer = 'batch.kubernetes.io/job-tracking';

/** Ten seconds, doubled with each failed pod, at most six minutes. https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-backoff-failure-policy */
const failureBackOffMs = (failures: number) => Math.min(10_000 * 2 ** Math.max(0, failures - 1), 360_000);

/** What newer versions say of a job that is done. */
const reached = {reason: 'CompletionsReached', message: 'Reached expected number of succeeded pods'};

/** Runs Jobs to completion or failure. */
export function runJobs(context: ControllerContext): void {
  const {informers, clock} = context;
  /** From 1.31 on the verdict comes before the end. https://kubernetes.io/docs/concepts/workloads/controllers/job/#termination-of-job-pods */
  const hasCriteria = context.minor >= 31;
  const user = controllerUser('job-controller');
  const client = context.client(user);
  const record = context.recorder(user, 'job-controller');
  const jobs = informers.of(type);
  const pods = indexByController(informers.of(podType));

  const queue = context.queue('jobs', async (key) => {
    const job = jobs.getByKey(key);
    if (!job) return undefined;
    const over = overSince(job);
    if (over !== undefined) {
      await releaseAll(job);
      return expire(job, over);
    }
    return job.metadata.deletionTimestamp ? releaseAll(job) : carryOn(job);
  });

  /** Pods are held by a finalizer until they are counted; a job that is over, or going, holds none. */
  const releaseAll = async (job: KubeObject): Promise<undefined> => {
    for (const pod of controlledBy(pods, job)) await release(pod);
    return undefined;
  };
  const release = async (pod: KubeObject): Promise<void> => {
    if (!pod.metadata.finalizers?.includes(trackingFinalizer)) return;
    const finalizers = pod.metadata.finalizers.filter((name) => name !== trackingFinalizer);
    await client
      .patch(podType, pod.metadata, {metadata: {finalizers: finalizers.length > 0 ? finalizers : null}})
      .catch(() => undefined);
  };

  const carryOn = async (job: KubeObject): Promise<number | undefined> => {
    const now = clock.now();
    const {completions, parallelism, backoffLimit, activeDeadlineSeconds, suspend} = job.spec;
    const before = job.status ?? {};
    const about = {resource: type, object: job};
    const owned = controlledBy(pods, job);
    const ended = owned.filter((pod) => hasEnded(pod) && pod.metadata.finalizers?.includes(trackingFinalizer));
    const succeeded = (before.succeeded ?? 0) + ended.filter((pod) => pod.status.phase === 'Succeeded').length;
    const failed = (before.failed ?? 0) + ended.filter((pod) => pod.status.phase === 'Failed').length;
    const active = owned.filter(isActivePod);
    const restarts = active.reduce(
      (total, pod) =>
        total +
        (pod.status?.containerStatuses ?? []).reduce(
          (sum: number, {restartCount}: {restartCount: number}) => sum + restartCount,
          0,
        ),
      0,
    );
    const startTime = suspend ? undefined : (before.startTime ?? formatTime(now));
    const deadlineMs =
      activeDeadlineSeconds && startTime ? Date.parse(startTime) + activeDeadlineSeconds * 1000 : undefined;
    const isOverLimit =
      failed > backoffLimit ||
      (job.spec.template.spec.restartPolicy === 'OnFailure' &&
        backoffLimit > 0 &&
        restarts >= backoffLimit &&
        restarts > 0);
    const verdict =
      deadlineMs !== undefined && now >= deadlineMs
        ? {reason: 'DeadlineExceeded', message: 'Job was active longer than specified deadline'}
        : isOverLimit
          ? {reason: 'BackoffLimitExceeded', message: 'Job has reached the specified backoff limit'}
          : undefined;
    const isComplete =
      !verdict && (completions === undefined ? succeeded > 0 && active.length === 0 : succeeded >= completions);
    let wanted =
      verdict || suspend
        ? 0
        : completions === undefined
          ? succeeded > 0
            ? active.length
            : parallelism
          : Math.min(parallelism, completions - succeeded);
    if (isComplete) wanted = 0;
    const lastFailureMs = Math.max(0, ...owned.filter((pod) => pod.status?.phase === 'Failed').map(endOf));
    const restMs = failed > 0 && lastFailureMs > 0 ? lastFailureMs + failureBackOffMs(failed) - now : 0;
    const made: KubeObject[] = [];
    for (let count = active.length; count < wanted && restMs <= 0; count++) made.push(await make(job));
    for (const pod of active.slice(wanted)) {
      await client.remove(podType, pod.metadata, {uid: pod.metadata.uid});
      record('Normal', 'SuccessfulDelete', about, `Deleted pod: ${pod.metadata.name}`);
    }
    const conditions = [...(before.conditions ?? [])] as Condition[];
    const stamp = {lastProbeTime: formatTime(now), lastTransitionTime: formatTime(now)};
    if (verdict) {
      if (hasCriteria) conditions.push({type: 'FailureTarget', status: 'True', ...stamp, ...verdict});
      conditions.push({type: 'Failed', status: 'True', ...stamp, ...verdict});
      record('Warning', verdict.reason, about, verdict.message);
    } else if (isComplete) {
      if (hasCriteria) conditions.push({type: 'SuccessCriteriaMet', status: 'True', ...stamp, ...reached});
      conditions.push({type: 'Complete', status: 'True', ...stamp, ...(hasCriteria ? reached : {})});
      record('Normal', 'Completed', about, 'Job completed');
    }
    const live = verdict || isComplete ? [] : [...active.slice(0, wanted), ...made];
    const count = (number: number, name: string) => (number > 0 ? {[name]: number} : {});
    const status = {
      ...(conditions.length > 0 ? {conditions} : {}),
      ...(startTime ? {startTime} : {}),
      ...(isComplete ? {completionTime: formatTime(now)} : {}),
      ...count(live.length, 'active'),
      ...count(succeeded, 'succeeded'),
      ...count(failed, 'failed'),
      uncountedTerminatedPods: {},
      ready: live.filter(isReadyPod).length,
    };
    if (!isSameJson(status, before)) await client.update(type, {...job, status}, 'status');
    for (const pod of ended) await release(pod);
    if (verdict || isComplete) await releaseAll(job);
    const waits = [restMs > 0 ? restMs : undefined, deadlineMs === undefined ? undefined : deadlineMs - now].filter(
      (ms): ms is number => ms !== undefined && ms > 0,
    );
    return waits.length > 0 ? Math.min(...waits) : undefined;
  };

  const make = async (job: KubeObject): Promise<KubeObject> => {
    const pod = podFromTemplate(job.spec.template, job.metadata.namespace!, controllerReference(type, job), {
      generateName: `${job.metadata.name}-`,
    });
    const held = {...pod, metadata: {...pod.metadata, finalizers: [trackingFinalizer]}};
    return createPod(client, record, {resource: type, object: job}, held);
  };

  const expire = async (job: KubeObject, overMs: number): Promise<number | undefined> => {
    const seconds = job.spec.ttlSecondsAfterFinished;
    if (seconds === undefined || job.metadata.deletionTimestamp) return undefined;
    const restMs = overMs + seconds * 1000 - clock.now();
    if (restMs > 0) return restMs;
    await client.remove(type, job.metadata, {uid: job.metadata.uid, propagationPolicy: 'Foreground'});
    return undefined;
  };

  jobs.onChange((change) => change.type !== 'deleted' && queue.add(objectKey(change.object)));
  pods.onChange(({object}) => {
    const owner = controllerOf(object);
    if (owner?.kind !== 'Job') return;
    // A pod whose job is gone is held by nobody else.
    if (object.metadata.deletionTimestamp && !jobs.get(object.metadata.namespace, owner.name)) void release(object);
    queue.add(`${object.metadata.namespace}/${owner.name}`);
  });
}

/** When the job completed or failed, in epoch milliseconds; undefined while it is at work. */
export function overSince(job: KubeObject): number | undefined {
  const end = [conditionOf(job, 'Complete'), conditionOf(job, 'Failed')].find(
    (condition) => condition?.status === 'True',
  );
  return end && Date.parse(String(end.lastTransitionTime));
}

function endOf(pod: KubeObject): number {
  const times = (pod.status?.containerStatuses ?? []).map(
    ({state}: {state: {terminated?: {finishedAt: string}}}) => Date.parse(state.terminated?.finishedAt ?? '') || 0,
  );
  return Math.max(0, ...times);
}
