import {expect, test} from 'vitest';
import {applyJsonPatch, JsonPatchError} from '../../../../../src/rehearsal/kube/patch/apply-json-patch.js';
import {applyMergePatch} from '../../../../../src/rehearsal/kube/patch/apply-merge-patch.js';
import {applyStrategicPatch} from '../../../../../src/rehearsal/kube/patch/apply-strategic-patch.js';

const podSpec = 'io.k8s.api.core.v1.PodSpec';
const merge = (current: object, patch: object, definition = podSpec) => applyStrategicPatch(current, patch, definition);

test('a merge patch removes by null and replaces lists', () => {
  expect(applyMergePatch({a: {b: 1, c: 2}, l: [1, 2]}, {a: {b: null}, l: [3]})).toEqual({a: {c: 2}, l: [3]});
});

test('a JSON patch adds, moves, copies and tests', () => {
  const patched = applyJsonPatch({a: [1], 'x/y': 1}, [
    {op: 'add', path: '/a/-', value: 2},
    {op: 'test', path: '/x~1y', value: 1},
    {op: 'move', from: '/x~1y', path: '/z'},
    {op: 'copy', from: '/a/0', path: '/first'},
    {op: 'replace', path: '/a/0', value: 9},
  ]);
  expect(patched).toEqual({a: [9, 2], z: 1, first: 1});
});

test.each([
  [[{op: 'test', path: '/a', value: 2}]],
  [[{op: 'remove', path: '/none'}]],
  [[{op: 'add', path: '/none/deep', value: 1}]],
])('a JSON patch that does not apply is refused', (operations) =>
  expect(() => applyJsonPatch({a: 1}, operations as never)).toThrow(JsonPatchError),
);

test('containers merge by name, ports by their number; what is added comes first', () => {
  const current = {
    containers: [
      {name: 'web', image: 'a', ports: [{containerPort: 80}]},
      {name: 'side', image: 's'},
    ],
  };
  expect(merge(current, {containers: [{name: 'web', image: 'b', ports: [{containerPort: 81}]}]})).toEqual({
    containers: [
      {name: 'web', image: 'b', ports: [{containerPort: 81}, {containerPort: 80}]},
      {name: 'side', image: 's'},
    ],
  });
});

test('$patch deletes an item and replaces a map', () => {
  expect(merge({containers: [{name: 'a'}, {name: 'b'}]}, {containers: [{name: 'a', $patch: 'delete'}]})).toEqual({
    containers: [{name: 'b'}],
  });
  expect(merge({securityContext: {runAsUser: 1}}, {securityContext: {$patch: 'replace', runAsGroup: 2}})).toEqual({
    securityContext: {runAsGroup: 2},
  });
});

test('$setElementOrder orders, and items it does not name keep their place', () => {
  const patched = merge(
    {containers: [{name: 'a'}, {name: 'x'}, {name: 'b'}]},
    {
      '$setElementOrder/containers': [{name: 'b'}, {name: 'a'}],
      containers: [{name: 'b', image: 'n'}],
    },
  );
  expect(patched.containers.map(({name}: {name: string}) => name)).toEqual(['x', 'b', 'a']);
});

test('$retainKeys drops what it does not name', () => {
  const strategy = {type: 'RollingUpdate', rollingUpdate: {maxSurge: 1}};
  expect(
    merge({strategy}, {strategy: {$retainKeys: ['type'], type: 'Recreate'}}, 'io.k8s.api.apps.v1.DeploymentSpec'),
  ).toEqual({strategy: {type: 'Recreate'}});
});

test('finalizers merge as a set and are deleted by $deleteFromPrimitiveList', () => {
  const meta = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';
  expect(merge({finalizers: ['a']}, {finalizers: ['a', 'b']}, meta)).toEqual({finalizers: ['a', 'b']});
  expect(merge({finalizers: ['a', 'b']}, {'$deleteFromPrimitiveList/finalizers': ['a']}, meta)).toEqual({
    finalizers: ['b'],
  });
});
