import {describe, expect, it} from 'vitest';
import type {KubeObject} from '../../../src/model/ports/kube.js';
import {selectPodTrouble} from '../../../src/model/select-pod-trouble.js';

const nowMs = Date.parse('2026-11-24T12:00:00Z');
const at = (secondsAgo: number) => new Date(nowMs - secondsAgo * 1000).toISOString();

const pod = (status: object, metadata: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {name: 'p', namespace: 'n', creationTimestamp: at(3600), ...metadata},
  status,
});
const notReady = (secondsAgo: number) => [{type: 'Ready', status: 'False', lastTransitionTime: at(secondsAgo)}];
const running = {running: {startedAt: at(3600)}};
const select = (status: object, metadata?: object) => selectPodTrouble(pod(status, metadata), nowMs);

describe('selectPodTrouble', () => {
  it('finds nothing in pods that serve, and in those that ended as they should', () => {
    expect(select({phase: 'Running', conditions: [{type: 'Ready', status: 'True'}]})).toBeUndefined();
    expect(
      select({phase: 'Succeeded', containerStatuses: [{name: 'c', state: {terminated: {exitCode: 0}}}]}),
    ).toBeUndefined();
  });

  it('leaves a pod alone that has just begun, and not one that begins for long', () => {
    const status = (seconds: number) => ({
      phase: 'Running',
      conditions: notReady(seconds),
      containerStatuses: [{name: 'c', ready: false, state: running}],
    });
    expect(select(status(30))).toBeUndefined();
    expect(select(status(91))).toMatchObject({kind: 'unready', container: 'c'});
  });

  it('says why there is no node', () => {
    const message = '0/6 nodes are available: 6 Insufficient cpu.';
    expect(
      select({
        phase: 'Pending',
        conditions: [{type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message}],
      }),
    ).toMatchObject({kind: 'unscheduled', message});
  });

  it.each([
    [{waiting: {reason: 'ImagePullBackOff', message: 'Back-off'}}, {}, 'image'],
    [{waiting: {reason: 'ErrImagePull'}}, {}, 'image'],
    [{waiting: {reason: 'CreateContainerConfigError', message: 'secret "x" not found'}}, {}, 'start'],
    [{waiting: {reason: 'CrashLoopBackOff'}}, {terminated: {exitCode: 1, reason: 'Error'}}, 'crash'],
    [{waiting: {reason: 'CrashLoopBackOff'}}, {terminated: {exitCode: 137, reason: 'OOMKilled'}}, 'memory'],
    [{waiting: {reason: 'CrashLoopBackOff'}}, {terminated: {exitCode: 128, reason: 'StartError'}}, 'start'],
    [{terminated: {exitCode: 2, reason: 'Error'}}, {}, 'crash'],
  ])('tells %j after %j as %s', (state, lastState, kind) => {
    expect(
      select({phase: 'Running', conditions: notReady(5), containerStatuses: [{name: 'c', state, lastState}]}),
    ).toMatchObject({kind, container: 'c'});
  });

  it('sees a crash loop in the quiet between two ends, and forgets it after ten minutes', () => {
    const status = (seconds: number, restartCount: number) => ({
      phase: 'Running',
      conditions: [{type: 'Ready', status: 'True'}],
      containerStatuses: [
        {
          name: 'c',
          ready: true,
          restartCount,
          state: running,
          lastState: {terminated: {exitCode: 1, finishedAt: at(seconds)}},
        },
      ],
    });
    expect(select(status(60, 4))).toMatchObject({kind: 'crash', restarts: 4, hasPrevious: true});
    expect(select(status(60, 1))).toBeUndefined();
    expect(select(status(601, 4))).toBeUndefined();
  });

  it('names the init container that does not end', () => {
    expect(
      select({
        phase: 'Pending',
        conditions: notReady(300),
        initContainerStatuses: [{name: 'wait', ready: false, state: running}],
        containerStatuses: [{name: 'c', ready: false, state: {waiting: {reason: 'PodInitializing'}}}],
      }),
    ).toMatchObject({kind: 'waiting', container: 'wait'});
  });

  it('tells an eviction, and a deletion that does not end from one under way', () => {
    expect(select({phase: 'Failed', reason: 'Evicted', message: 'low on memory'})).toMatchObject({
      kind: 'evicted',
      message: 'Evicted: low on memory',
    });
    expect(select({phase: 'Running'}, {deletionTimestamp: at(-20)})).toBeUndefined();
    expect(select({phase: 'Running'}, {deletionTimestamp: at(600)})).toMatchObject({kind: 'terminating'});
  });
});
