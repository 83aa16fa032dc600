import {isSameJson} from '../core/canonical-json.js';
import {formatTime} from '../core/conditions.js';
import {type ControllerContext, controllerUser} from '../core/controller-context.js';
import {type KubeObject, objectKey} from '../core/kube-object.js';
import {apiVersionOf, kubeResources} from '../core/kube-resource.js';
import {controlledBy, controllerOf, controllerReference, indexByController} from '../core/owners.js';
import {nextCronMs} from './cron-schedule.js';
import {overSince} from './run-jobs.js';

const {cronJobs: type, jobs: jobType} = kubeResources;

/** Starts Jobs when their schedules say so, and keeps as many old ones as the histories allow. */
export function runCronJobs(context: ControllerContext): void {
  const {informers, clock} = context;
  const user = controllerUser('cronjob-controller');
  const client = context.client(user);
  const record = context.recorder(user, 'cronjob-controller');
  const cronJobs = informers.of(type);
  const jobs = indexByController(informers.of(jobType));

  const queue = context.queue('cronjobs', async (key) => {
    const cronJob = cronJobs.getByKey(key);
    if (!cronJob || cronJob.metadata.deletionTimestamp) return undefined;
    await trimHistory(cronJob);
    const now = clock.now();
    const lastMs = Date.parse(cronJob.status?.lastScheduleTime ?? cronJob.metadata.creationTimestamp);
    let dueMs = nextCronMs(cronJob.spec.schedule, lastMs);
    // Of several missed starts only the latest counts.
    for (let later = dueMs; later !== undefined && later <= now; later = nextCronMs(cronJob.spec.schedule, later))
      dueMs = later;
    if (dueMs === undefined || cronJob.spec.suspend) return void (await report(cronJob, {}));
    if (dueMs > now) {
      await report(cronJob, {});
      return dueMs - now;
    }
    const active = controlledBy(jobs, cronJob).filter((job) => overSince(job) === undefined);
    const isBlocked = cronJob.spec.concurrencyPolicy === 'Forbid' && active.length > 0;
    if (cronJob.spec.concurrencyPolicy === 'Replace')
      for (const job of active) await client.remove(jobType, job.metadata, {propagationPolicy: 'Background'});
    if (isBlocked)
      record(
        'Normal',
        'JobAlreadyActive',
        {resource: type, object: cronJob},
        'Not starting job because prior execution is running and concurrency policy is Forbid',
      );
    else await start(cronJob, dueMs);
    await report(cronJob, isBlocked ? {} : {lastScheduleTime: formatTime(dueMs)});
    return (nextCronMs(cronJob.spec.schedule, now) ?? now + 3_600_000) - now;
  });

  const start = async (cronJob: KubeObject, dueMs: number): Promise<void> => {
    const {metadata = {}, spec} = cronJob.spec.jobTemplate;
    const name = `${cronJob.metadata.name}-${Math.floor(dueMs / 60_000)}`;
    const {creationTimestamp: _absent, ...rest} = metadata;
    const isNew = await client.createUnlessPresent(jobType, {
      metadata: {
        ...rest,
        name,
        namespace: cronJob.metadata.namespace!,
        annotations: {...metadata.annotations, 'batch.kubernetes.io/cronjob-scheduled-timestamp': formatTime(dueMs)},
        ownerReferences: [controllerReference(type, cronJob)],
      },
      spec,
    });
    if (isNew) record('Normal', 'SuccessfulCreate', {resource: type, object: cronJob}, `Created job ${name}`);
  };

  const report = async (cronJob: KubeObject, change: {lastScheduleTime?: string}): Promise<void> => {
    const current = cronJobs.getByKey(objectKey(cronJob)) ?? cronJob;
    const owned = controlledBy(jobs, cronJob);
    const active = owned.filter((job) => overSince(job) === undefined);
    const successes = owned
      .filter((job) => job.status?.completionTime)
      .map((job) => job.status.completionTime as string)
      .sort();
    const reference = ({metadata: {name, namespace, uid, resourceVersion}}: KubeObject) => ({
      kind: 'Job',
      namespace,
      name,
      uid,
      apiVersion: apiVersionOf(jobType),
      resourceVersion,
    });
    const {active: _before, ...kept} = current.status ?? {};
    const status = {
      ...kept,
      ...(active.length > 0 ? {active: active.map(reference)} : {}),
      ...change,
      ...(successes.length > 0 ? {lastSuccessfulTime: successes.at(-1)} : {}),
    };
    if (!isSameJson(status, current.status ?? {})) await client.update(type, {...current, status}, 'status');
  };

  const trimHistory = async (cronJob: KubeObject): Promise<void> => {
    const over = controlledBy(jobs, cronJob)
      .filter((job) => overSince(job) !== undefined && !job.metadata.deletionTimestamp)
      .sort((a, b) => overSince(b)! - overSince(a)!);
    const good = over.filter((job) => job.status.completionTime).slice(cronJob.spec.successfulJobsHistoryLimit ?? 3);
    const bad = over.filter((job) => !job.status.completionTime).slice(cronJob.spec.failedJobsHistoryLimit ?? 1);
    for (const job of [...good, ...bad]) {
      await client.remove(jobType, job.metadata, {uid: job.metadata.uid, propagationPolicy: 'Background'});
      record('Normal', 'SuccessfulDelete', {resource: type, object: cronJob}, `Deleted job ${job.metadata.name}`);
    }
  };

  cronJobs.onChange((change) => change.type !== 'deleted' && queue.add(objectKey(change.object)));
  jobs.onChange(({object}) => {
    const owner = controllerOf(object);
    if (owner?.kind === 'CronJob') queue.add(`${object.metadata.namespace}/${owner.name}`);
  });
}
