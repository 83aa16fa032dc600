import {expect, test} from 'vitest';
import {formatDuration} from '../../../../../src/rehearsal/kube/table/format-duration.js';
import {readJsonPath} from '../../../../../src/rehearsal/kube/table/json-path.js';
import {podPrinter} from '../../../../../src/rehearsal/kube/table/print-pods.js';

test.each([
  [45, '45s'],
  [165, '2m45s'],
  [600, '10m'],
  [3 * 3600, '3h'],
  [7 * 3600 + 60, '7h1m'],
  [30 * 3600, '30h'],
  [3 * 86_400, '3d'],
  [5 * 86_400 + 3 * 3600, '5d3h'],
  [400 * 86_400, '400d'],
  [800 * 86_400, '2y70d'],
])('%d seconds are shown as %s', (seconds, text) => expect(formatDuration(seconds * 1000)).toBe(text));

const object = {
  spec: {size: 3, 'a.b': 1},
  status: {
    conditions: [
      {type: 'Ready', status: 'True'},
      {type: 'Other', status: 'False'},
    ],
  },
};

test.each([
  ['.spec.size', [3]],
  ['.spec.a\\.b', [1]],
  ['.status.conditions[?(@.type=="Ready")].status', ['True']],
  ['.status.conditions[*].type', ['Ready', 'Other']],
  ['.status.conditions[1].type', ['Other']],
  ['.missing.deep', []],
])('%s selects', (path, expected) => expect(readJsonPath(object, path)).toEqual(expected));

const pod = (status: object, metadata: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {name: 'p', creationTimestamp: '2023-12-04T10:00:00Z', ...metadata},
  spec: {containers: [{name: 'c'}], initContainers: [{name: 'i'}]},
  status,
});
const show = (status: object, metadata?: object) =>
  podPrinter.print(pod(status, metadata), Date.UTC(2023, 11, 4, 10, 1)).slice(1, 4);

test.each([
  ['Pending', {phase: 'Pending'}, ['0/1', 'Pending', '0']],
  [
    'crashing',
    {
      phase: 'Running',
      containerStatuses: [
        {
          name: 'c',
          restartCount: 3,
          state: {waiting: {reason: 'CrashLoopBackOff'}},
          lastState: {terminated: {finishedAt: '2023-12-04T10:00:30Z'}},
        },
      ],
    },
    ['0/1', 'CrashLoopBackOff', '3 (30s ago)'],
  ],
  [
    'initialising',
    {phase: 'Pending', initContainerStatuses: [{name: 'i', restartCount: 0, state: {running: {}}}]},
    ['0/1', 'Init:0/1', '0'],
  ],
  [
    'running',
    {phase: 'Running', containerStatuses: [{name: 'c', ready: true, restartCount: 0, state: {running: {}}}]},
    ['1/1', 'Running', '0'],
  ],
])('a pod that is %s', (_, status, cells) => expect(show(status)).toEqual(cells));

test('a pod that is being deleted is terminating', () =>
  expect(show({phase: 'Running'}, {deletionTimestamp: '2023-12-04T10:00:30Z'})[1]).toBe('Terminating'));
