import type {KubeObject, KubeTarget} from '../../model/ports/kube.js';
import type {Ports} from '../../model/ports/ports.js';
import {smokeJobName, smokeNamespace} from './smoke-job.js';

/** A smoke test as it stands. */
export interface SmokeState {
  readonly state: 'waiting' | 'succeeded' | 'failed';
  /** Lines of `nvidia-smi -L`, one a GPU. */
  readonly gpus: readonly string[];
  /** The node that the pod landed on. */
  readonly node: string;
  /** What the pod waits for, or what it failed of. */
  readonly reason: string;
}

const telling =
  /^(FailedScaleUp|FailedToScaleUpGroup|NotTriggerScaleUp|FailedScheduling|TriggeredScaleUp|Failed|BackOff)$/;

/** What the events of a pod say last. */
async function findReason({kube}: Pick<Ports, 'kube'>, target: KubeTarget, pod: string): Promise<string> {
  const events = await kube.list(target, {
    apiVersion: 'v1',
    kind: 'Event',
    namespace: smokeNamespace,
    fieldSelector: `involvedObject.name=${pod}`,
  });
  const at = (event: KubeObject) => String(event.lastTimestamp ?? event.eventTime ?? '');
  const last = events
    .filter(({reason}) => telling.test(String(reason)))
    .sort((a, b) => at(a).localeCompare(at(b)))
    .at(-1);
  return last === undefined ? '' : `${last.reason}: ${last.message}`;
}

async function readGpus({kube}: Pick<Ports, 'kube'>, target: KubeTarget, pod: string): Promise<readonly string[]> {
  const log = await kube
    .fetchLog(target, {namespace: smokeNamespace, pod, container: 'nvidia-smi', isPrevious: false, tailLines: 50})
    .catch(() => '');
  return log.split('\n').filter((line) => line !== '');
}

/** Looks at the smoke test of a pool; undefined where none was begun. */
export async function observeSmoke(
  ports: Pick<Ports, 'kube'>,
  target: KubeTarget,
  pool: string,
): Promise<SmokeState | undefined> {
  const name = smokeJobName(pool);
  const job = await ports.kube.get(target, {apiVersion: 'batch/v1', kind: 'Job', namespace: smokeNamespace, name});
  if (job === undefined) return undefined;
  const [pod] = await ports.kube.list(target, {
    apiVersion: 'v1',
    kind: 'Pod',
    namespace: smokeNamespace,
    labelSelector: `job-name=${name}`,
  });
  const {conditions = []} = (job.status ?? {}) as {
    readonly conditions?: ReadonlyArray<{readonly type: string; readonly status: string; readonly message?: string}>;
  };
  const verdict = conditions.find(({type, status}) => status === 'True' && (type === 'Complete' || type === 'Failed'));
  const node = String((pod?.spec as {readonly nodeName?: string} | undefined)?.nodeName ?? '');
  const isOver = verdict !== undefined;
  const lines = isOver && pod !== undefined ? await readGpus(ports, target, pod.metadata.name) : [];
  const event = pod === undefined ? '' : await findReason(ports, target, pod.metadata.name);
  if (verdict?.type === 'Complete')
    return {state: 'succeeded', gpus: lines.filter((line) => /^GPU \d+: /.test(line)), node, reason: ''};
  const said = lines.join(' ') || event;
  return {
    state: isOver ? 'failed' : 'waiting',
    gpus: [],
    node,
    reason: isOver ? [verdict.message ?? '', said].filter((text) => text !== '').join(': ') : event,
  };
}
