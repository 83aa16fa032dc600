import type {VirtualClock} from '../../clock/virtual-clock.js';
import type {KubeObject} from '../object/kube-object.js';
import type {ObjectStore} from './object-store.js';

/** How long an Event lives: kube-apiserver's `--event-ttl`. https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/ */
const lifeMs = 3600_000;
const sweepMs = 5 * 60_000;

const readLastSeen = ({metadata, lastTimestamp, eventTime, series}: KubeObject) =>
  Date.parse(series?.lastObservedTime ?? lastTimestamp ?? eventTime ?? metadata.creationTimestamp ?? '');

/** Removes Events an hour after they were last seen, a namespace at a time so that nobody waits for all; returns how to stop. */
export function expireEvents(store: ObjectStore, clock: VirtualClock): () => void {
  let cancel = () => {};
  const sweep = (namespaces: readonly string[]) => {
    const [namespace, ...others] = namespaces;
    if (namespace === undefined) {
      cancel = clock.schedule(sweepMs, begin);
      return;
    }
    const oldest = clock.now() - lifeMs;
    for (const event of store.list('events', namespace))
      if (readLastSeen(event) < oldest) store.remove('events', namespace, event.metadata.name);
    cancel = clock.schedule(0, () => sweep(others));
  };
  const begin = () => sweep(store.list('namespaces').map(({metadata}) => metadata.name));
  cancel = clock.schedule(sweepMs, begin);
  return () => cancel();
}
