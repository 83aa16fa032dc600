import fc from 'fast-check';
import {beforeAll, expect, it} from 'vitest';
import {isEqual} from '../../../../src/model/is-equal.js';
import type {KubeObject} from '../../../../src/model/ports/kube.js';
import {isAsApplied} from '../../../../src/steps/platform/is-as-applied.js';
import {startServer} from '../../rehearsal/kube/start-server.js';

const path = '/apis/apps/v1/namespaces/demo/deployments';
let kube: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  kube = await startServer();
});

const word = fc.constantFrom('a', 'b', 'c');
const container = (name: string) =>
  fc.record(
    {
      name: fc.constant(name),
      image: fc.constantFrom('nginx:1', 'nginx:2'),
      args: fc.array(word, {minLength: 1, maxLength: 2}),
      env: fc.uniqueArray(fc.record({name: word, value: word}), {
        minLength: 1,
        maxLength: 2,
        selector: (entry) => entry.name,
      }),
      ports: fc.uniqueArray(fc.record({containerPort: fc.constantFrom(80, 443)}), {
        minLength: 1,
        maxLength: 2,
        selector: (entry) => entry.containerPort,
      }),
    },
    {requiredKeys: ['name', 'image']},
  );
const wish = fc.record(
  {
    replicas: fc.constantFrom(1, 2),
    // A server leaves out what is false or empty: of that an apply is tried.
    paused: fc.constant(true),
    annotations: fc.dictionary(word, word, {minKeys: 1, maxKeys: 2}),
    selector: fc.constant({matchLabels: {app: 'web'}}),
    // Exchanged as a whole, whoever owns it.
    nodeSelector: fc.dictionary(word, word, {minKeys: 1, maxKeys: 3}),
    containers: fc.tuple(container('web'), fc.option(container('side'))),
  },
  {requiredKeys: ['selector', 'containers']},
);
type Wish = typeof wish extends fc.Arbitrary<infer T> ? T : never;

const format = (name: string, {annotations, containers, nodeSelector, ...spec}: Wish): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {name, namespace: 'demo', ...(annotations === undefined ? {} : {annotations})},
  spec: {
    ...spec,
    template: {
      metadata: {labels: {app: 'web'}},
      spec: {
        ...(nodeSelector === undefined ? {} : {nodeSelector}),
        containers: containers.filter((entry) => entry !== null),
      },
    },
  },
});

const comparable = ({metadata: {managedFields, resourceVersion, generation, ...metadata}, ...rest}: KubeObject) => ({
  ...rest,
  metadata,
  status: undefined,
});

let count = 0;
async function applyNew(first: Wish) {
  const name = `web-${count++}`;
  const applied = format(name, first);
  const {body} = await kube.apply(`${path}/${name}`, 'shakinstall', applied);
  return {name, applied, standing: body as KubeObject};
}

it('sees of what was just applied that it stands', async () => {
  await fc.assert(
    fc.asyncProperty(wish, async (first) => {
      const {applied, standing} = await applyNew(first);
      expect(isAsApplied(applied, standing)).toBe(true);
    }),
    {numRuns: 60},
  );
});

it('never says so of what another apply would change', async () => {
  const edit = fc.oneof(
    fc.constant(undefined),
    wish.map((spec) => ({kind: 'apply' as const, spec})),
    fc
      .record({replicas: fc.option(fc.constantFrom(1, 3)), paused: fc.option(fc.boolean())}, {requiredKeys: []})
      .map((spec) => ({kind: 'patch' as const, spec})),
  );
  let standingOnes = 0;
  await fc.assert(
    fc.asyncProperty(wish, edit, fc.option(wish, {freq: 1}), async (first, change, second) => {
      const {name, standing} = await applyNew(first);
      const wanted = format(name, second ?? first);
      if (change?.kind === 'apply') await kube.apply(`${path}/${name}`, 'somebody', format(name, change.spec), true);
      if (change?.kind === 'patch')
        await kube.send('PATCH', `${path}/${name}`, {spec: change.spec}, 'application/merge-patch+json');
      const live = (await kube.send('GET', `${path}/${name}`)).body as KubeObject;
      if (!isAsApplied(wanted, live)) return;
      standingOnes++;
      const tried = await kube.send(
        'PATCH',
        `${path}/${name}?fieldManager=shakinstall&force=true&dryRun=All`,
        wanted,
        'application/apply-patch+yaml',
      );
      expect([tried.status, isEqual(comparable(tried.body as KubeObject), comparable(live))]).toEqual([200, true]);
      expect(standing.metadata.name).toBe(name);
    }),
    {numRuns: 400},
  );
  // Of what was never touched it has to be said often, or the comparison proves nothing.
  expect(standingOnes).toBeGreaterThan(40);
});

it('sees that what is exchanged as a whole has a field too many', () => {
  const object: KubeObject = {apiVersion: 'v1', kind: 'Secret', metadata: {name: 's'}, selector: {a: '1'}};
  const managedFields = [{manager: 'shakinstall', operation: 'Apply', apiVersion: 'v1', fieldsV1: {'f:selector': {}}}];
  const stands = (selector: object) => isAsApplied(object, {...object, metadata: {name: 's', managedFields}, selector});
  expect(stands({a: '1'})).toBe(true);
  expect(stands({a: '1', b: '2'})).toBe(false);
  expect(stands({a: '2'})).toBe(false);
});

it('has a doubt where the fields are another manager’s, of another version, or of several', () => {
  const object: KubeObject = {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'c'}, data: {a: '1'}};
  const entry = {manager: 'shakinstall', operation: 'Apply', apiVersion: 'v1', fieldsV1: {'f:data': {'f:a': {}}}};
  const stands = (...managedFields: object[]) => isAsApplied(object, {...object, metadata: {name: 'c', managedFields}});
  expect(stands(entry)).toBe(true);
  expect(stands()).toBe(false);
  expect(stands({...entry, manager: 'helm'})).toBe(false);
  expect(stands({...entry, operation: 'Update'})).toBe(false);
  expect(stands({...entry, apiVersion: 'v2'})).toBe(false);
  expect(stands(entry, {...entry, apiVersion: 'v2'})).toBe(false);
  expect(stands({...entry, fieldsV1: {'f:data': {'f:a': {}, 'f:b': {}}}})).toBe(false);
  expect(stands({...entry, fieldsV1: {'f:data': {}, 'f:immutable': {}}})).toBe(false);
});
