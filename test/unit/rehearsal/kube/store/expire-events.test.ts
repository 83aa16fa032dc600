import {describe, expect, it} from 'vitest';
import {createManualClock} from '../../../../../src/rehearsal/clock/virtual-clock.js';
import {expireEvents} from '../../../../../src/rehearsal/kube/store/expire-events.js';
import {createObjectStore} from '../../../../../src/rehearsal/kube/store/object-store.js';

const minute = 60_000;

describe('expireEvents', () => {
  it('removes what was last seen an hour ago, in every namespace, and keeps the rest', async () => {
    const clock = createManualClock(Date.parse('2023-12-04T09:00:00Z'));
    const store = createObjectStore();
    const put = (collection: string, namespace: string, name: string, rest: Record<string, unknown> = {}) =>
      store.put(collection, {apiVersion: 'v1', kind: 'Any', metadata: {namespace, name}, ...rest} as never);
    for (const name of ['default', 'other']) put('namespaces', '', name);
    const seenAt = (minutes: number) => new Date(clock.now() + minutes * minute).toISOString();
    for (const namespace of ['default', 'other']) {
      put('events', namespace, 'old', {lastTimestamp: seenAt(0)});
      put('events', namespace, 'again', {lastTimestamp: seenAt(0), series: {lastObservedTime: seenAt(50)}});
      put('events', namespace, 'late', {eventTime: seenAt(30)});
    }
    const stop = expireEvents(store, clock);
    await clock.advance(59 * minute);
    expect(store.list('events')).toHaveLength(6);
    await clock.advance(7 * minute);
    expect(store.list('events').map(({metadata}) => `${metadata.namespace}/${metadata.name}`)).toEqual([
      'default/again',
      'default/late',
      'other/again',
      'other/late',
    ]);
    stop();
    await clock.advance(300 * minute);
    expect(store.list('events')).toHaveLength(4);
  });
});
