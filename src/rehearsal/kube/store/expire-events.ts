import type {VirtualClock} from '../../clock/virtual-clock.js';
import type {KubeObject} from '../object/kube-object.js';
import type {ObjectStore} from './object-store.js';

/** How long an Event lives: kube-apiserver's `--event-ttl`. https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/ */
const lifeMs = 3600_000;
const sweepMs = 5 * 60_000;

const readLastSeen = ({metadata, lastTimestamp, eventTime, series}: KubeObject) =>
  Date.parse(series?.lastObservedTime ?? lastTimestamp ?? eventTime ?? metadata.creationTimestamp ?? '');

/** Removes Events an hour after they were last seen; returns how to stop. */
export function expireEvents(store: ObjectStore, clock: VirtualClock): () => void {
  let cancel = () => {};
  const sweep = () => {
    const oldest = clock.now() - lifeMs;
    for (const event of store.list('events'))
      if (readLastSeen(event) < oldest) store.remove('events', event.metadata.namespace ?? '', event.metadata.name);
    cancel = clock.schedule(sweepMs, sweep);
  };
  cancel = clock.schedule(sweepMs, sweep);
  return () => cancel();
}
