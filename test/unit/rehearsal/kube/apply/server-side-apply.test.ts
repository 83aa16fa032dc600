import fc from 'fast-check';
import {expect, test} from 'vitest';
import {startServer} from '../start-server.js';

const path = '/apis/apps/v1/namespaces/demo/deployments/web';
const deployment = (replicas: number | undefined, image: string, sidecar?: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {name: 'web'},
  spec: {
    ...(replicas === undefined ? {} : {replicas}),
    selector: {matchLabels: {app: 'web'}},
    template: {
      metadata: {labels: {app: 'web'}},
      spec: {containers: [{name: 'web', image}, ...(sidecar ? [{name: 'side', image: sidecar}] : [])]},
    },
  },
});

test('a second manager conflicts, names the fields and their owner, and may force', async () => {
  const {apply} = await startServer();
  expect((await apply(path, 'helm', deployment(2, 'nginx:1'))).status).toBe(201);
  const refused = await apply(path, 'operator', deployment(5, 'nginx:2'));
  expect(refused.status).toBe(409);
  expect(refused.body.message).toBe(
    'Apply failed with 2 conflicts: conflicts with "helm":\n- .spec.replicas\n- .spec.template.spec.containers[name="web"].image',
  );
  const forced = await apply(path, 'operator', deployment(5, 'nginx:2'), true);
  expect(forced.body.spec.replicas).toBe(5);
  const helm = forced.body.metadata.managedFields.find(({manager}: {manager: string}) => manager === 'helm');
  expect(helm.fieldsV1['f:spec']).not.toHaveProperty('f:replicas');
});

test('what a manager no longer names goes, unless another owns it too', async () => {
  const {apply} = await startServer();
  await apply(path, 'helm', deployment(3, 'nginx:1', 'envoy:1'));
  await apply(path, 'other', {
    ...deployment(undefined, 'nginx:1'),
    spec: {template: {spec: {containers: [{name: 'side', image: 'envoy:1'}]}}},
  });
  const first = await apply(path, 'helm', deployment(undefined, 'nginx:1'));
  expect(first.body.spec.replicas).toBe(1);
  expect(first.body.spec.template.spec.containers.map(({name}: {name: string}) => name)).toEqual(['web', 'side']);
});

test('applying the same again changes nothing', async () => {
  const {apply} = await startServer();
  const first = await apply(path, 'helm', deployment(2, 'nginx:1'));
  const second = await apply(path, 'helm', deployment(2, 'nginx:1'));
  expect(second.body.metadata.resourceVersion).toBe(first.body.metadata.resourceVersion);
});

test('an object that nobody applied belongs to those who made it', async () => {
  const {send, apply} = await startServer();
  await send('POST', '/api/v1/namespaces/demo/configmaps', {metadata: {name: 'c'}, data: {a: '1'}});
  const refused = await apply('/api/v1/namespaces/demo/configmaps/c', 'me', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {name: 'c'},
    data: {a: '2'},
  });
  expect(refused.body.message).toBe('Apply failed with 1 conflict: conflict with "admin" using v1: .data.a');
});

test('an unknown field fails the whole configuration', async () => {
  const {apply} = await startServer();
  const refused = await apply(path, 'helm', {...deployment(1, 'nginx:1'), spec: {bogus: 1}});
  expect(refused.status).toBe(500);
  expect(refused.body.message).toContain('.spec.bogus: field not declared in schema');
});

test('the last applied data are what a single manager sees, whatever came before', async () => {
  const {apply} = await startServer();
  const data = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.string({maxLength: 3}), {minKeys: 1});
  await fc.assert(
    fc.asyncProperty(data, data, async (before, after) => {
      const target = '/api/v1/namespaces/demo/configmaps/p';
      const configuration = (given: object) => ({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: {name: 'p'},
        data: given,
      });
      await apply(target, 'me', configuration(before));
      expect((await apply(target, 'me', configuration(after))).body.data).toEqual({...after});
    }),
    {numRuns: 40},
  );
});

test('a manager that owned a structure as a whole keeps what it names in it', async () => {
  const {send, apply} = await startServer();
  const live = (await apply(path, 'kubectl', deployment(2, 'nginx:1'))).body;
  // As kubectl writes when it takes over what it applied on the client's side: with the containers, and without a time.
  const [{time: _, ...entry}] = live.metadata.managedFields;
  const {'f:spec': spec} = entry.fieldsV1;
  const labels = {'.': {}, ...spec['f:template']['f:metadata']['f:labels']};
  const template = {...spec['f:template'], 'f:metadata': {'f:labels': labels}};
  const taken = [{...entry, fieldsV1: {...entry.fieldsV1, 'f:spec': {...spec, 'f:template': template}}}];
  const patch = [
    {op: 'replace', path: '/metadata/managedFields', value: taken},
    {op: 'replace', path: '/metadata/resourceVersion', value: live.metadata.resourceVersion},
  ];
  const patched = await send('PATCH', `${path}?fieldManager=kubectl`, patch, 'application/json-patch+json');
  expect(patched.status).toBe(200);
  expect(patched.body.metadata.managedFields[0]).not.toHaveProperty('time');
  const applied = await apply(path, 'kubectl', deployment(2, 'nginx:1'), true);
  expect(applied.status).toBe(200);
  expect(applied.body.spec.template.metadata.labels).toEqual({app: 'web'});
  const relabelled = await send('PATCH', path, {metadata: {labels: {x: 'y'}}}, 'application/merge-patch+json');
  expect(relabelled.status).toBe(200);
});

test('what names an object stays when all else that its manager said of its metadata goes', async () => {
  const {apply} = await startServer();
  const place = '/api/v1/namespaces/mine';
  const namespace = {apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'mine'}};
  await apply(place, 'helm', {...namespace, metadata: {name: 'mine', labels: {team: 'a'}, annotations: {note: 'b'}}});
  const bare = await apply(place, 'helm', namespace);
  expect(bare.status).toBe(200);
  expect(bare.body.metadata).toMatchObject({name: 'mine'});
  expect(bare.body.metadata.labels).not.toHaveProperty('team');
  expect(bare.body.metadata).not.toHaveProperty('annotations');
});
