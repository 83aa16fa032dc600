import {setTimeout as wait} from 'node:timers/promises';
import {expect, it} from 'vitest';
import {followCluster} from '../../../src/cli/cluster-changes.js';
import {watchReports} from '../../../src/cli/watch-reports.js';
import {CloudFailure} from '../../../src/model/cloud-failure.js';
import type {Report} from '../../../src/model/finding.js';
import type {LookReach} from '../../../src/model/look-reach.js';
import type {KubeWatches} from '../../../src/model/ports/kube-watches.js';

const target = {endpoint: 'fake', caCertificate: ''};
const report = {findings: []} as unknown as Report;

/** A cluster that tells changes of pods, and refuses to tell of anything else. */
function createTellingCluster() {
  let tell = () => {};
  const watches: KubeWatches = {
    async follow(_target, {kind}, onChange, signal) {
      if (kind !== 'Pod') throw new CloudFailure('permission', 'forbidden', {action: 'watch'});
      tell = onChange;
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    },
  };
  return {changes: followCluster(watches, target), tell: () => tell()};
}

async function watch(options: {
  readonly changes?: ReturnType<typeof followCluster>;
  readonly intervalMs: number;
  readonly looks: number;
  readonly onLook?: (count: number) => void;
}): Promise<readonly LookReach[]> {
  const reaches: LookReach[] = [];
  await watchReports({
    look: async (reach) => {
      reaches.push(reach);
      options.onLook?.(reaches.length);
      return report;
    },
    changes: options.changes,
    intervalMs: options.intervalMs,
    isDone: () => reaches.length >= options.looks,
    signal: new AbortController().signal,
    write: () => undefined,
    now: () => new Date(0),
  });
  options.changes?.stop();
  return reaches;
}

it('looks at the cluster as soon as it tells of a change, long before it is time for everything', async () => {
  const {changes, tell} = createTellingCluster();
  const onLook = () => setTimeout(tell, 10);
  const begunMs = performance.now();
  expect(await watch({changes, intervalMs: 60_000, looks: 3, onLook})).toEqual(['all', 'cluster', 'cluster']);
  expect(performance.now() - begunMs).toBeLessThan(5000);
});

it('takes many changes for one', async () => {
  const {changes, tell} = createTellingCluster();
  const watching = watch({changes, intervalMs: 1500, looks: 3});
  await wait(20);
  for (let index = 0; index < 50; index++) tell();
  expect(await watching).toEqual(['all', 'cluster', 'all']);
});

it('hears of a change that came while it looked', async () => {
  const {changes, tell} = createTellingCluster();
  expect(await watch({changes, intervalMs: 60_000, looks: 2, onLook: (count) => count === 1 && tell()})).toEqual([
    'all',
    'cluster',
  ]);
});

it('looks at everything when it is time, whether the cluster tells anything or not', async () => {
  expect(await watch({intervalMs: 20, looks: 3})).toEqual(['all', 'all', 'all']);
  const {changes} = createTellingCluster();
  expect(await watch({changes, intervalMs: 20, looks: 3})).toEqual(['all', 'all', 'all']);
});
