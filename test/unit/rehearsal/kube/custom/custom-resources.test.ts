import {expect, test} from 'vitest';
import {startServer} from '../start-server.js';

const definition = (schema: object, more: object = {}) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: {name: 'gadgets.example.com'},
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: {plural: 'gadgets', kind: 'Gadget'},
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {spec: schema, status: {type: 'object', 'x-kubernetes-preserve-unknown-fields': true}},
          },
        },
        ...more,
      },
    ],
  },
});
const gadgets = '/apis/example.com/v1/namespaces/demo/gadgets';

async function startWith(schema: object, more: object = {}) {
  const server = await startServer();
  const created = await server.send(
    'POST',
    '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
    definition(schema, more),
  );
  expect(created.status).toBe(201);
  return {...server, create: (spec: unknown, name = 'g') => server.send('POST', gadgets, {metadata: {name}, spec})};
}

test('a definition is established and discovered at once', async () => {
  const {send} = await startWith({type: 'object'});
  const {body} = await send('GET', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/gadgets.example.com');
  expect(body.status.conditions.map(({type, status}: {type: string; status: string}) => `${type}=${status}`)).toEqual([
    'NamesAccepted=True',
    'Established=True',
  ]);
  expect((await send('GET', '/apis/example.com/v1')).body.resources[0].name).toBe('gadgets');
});

test('objects are defaulted, pruned and validated by the schema', async () => {
  const {create} = await startWith({
    type: 'object',
    required: ['size'],
    properties: {
      size: {type: 'integer', minimum: 1, maximum: 9},
      mode: {type: 'string', enum: ['fast', 'slow'], default: 'slow'},
      host: {type: 'string', pattern: '^[a-z]+$', maxLength: 3},
    },
  });
  expect((await create({size: 3, extra: 'gone'})).body.spec).toEqual({mode: 'slow', size: 3});
  const refused = await create({size: 99, mode: 'warp', host: 'ABCD'}, 'bad');
  expect(refused.status).toBe(422);
  expect(
    refused.body.details.causes.map(({field, message}: {field: string; message: string}) => `${field}: ${message}`),
  ).toEqual([
    'spec.host: Too long: may not be longer than 3',
    'spec.host: Invalid value: "ABCD": spec.host in body should match \'^[a-z]+$\'',
    'spec.mode: Unsupported value: "warp": supported values: "fast", "slow"',
    'spec.size: Invalid value: 99: spec.size in body should be less than or equal to 9',
  ]);
  expect((await create({}, 'none')).body.message).toBe(
    'Gadget.example.com "none" is invalid: spec.size: Required value',
  );
});

test('the status subresource keeps status and spec apart', async () => {
  const {create, send} = await startWith(
    {type: 'object', properties: {size: {type: 'integer'}}},
    {subresources: {status: {}, scale: {specReplicasPath: '.spec.size', statusReplicasPath: '.status.size'}}},
  );
  await create({size: 1});
  const ignored = await send('PATCH', `${gadgets}/g`, {status: {phase: 'x'}}, 'application/merge-patch+json');
  expect(ignored.body.status).toBeUndefined();
  const written = await send(
    'PATCH',
    `${gadgets}/g/status`,
    {status: {phase: 'x'}, spec: {size: 7}},
    'application/merge-patch+json',
  );
  expect([written.body.status.phase, written.body.spec.size, written.body.metadata.generation]).toEqual(['x', 1, 1]);
  const scaled = await send('PATCH', `${gadgets}/g/scale`, {spec: {replicas: 4}}, 'application/merge-patch+json');
  expect(scaled.body.spec.replicas).toBe(4);
  expect((await send('GET', `${gadgets}/g`)).body.metadata.generation).toBe(2);
});

test('deleting the definition takes its objects along', async () => {
  const {create, send} = await startWith({type: 'object', properties: {size: {type: 'integer'}}});
  await create({size: 1});
  await send('DELETE', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/gadgets.example.com');
  await new Promise((resolve) => setImmediate(resolve));
  expect((await send('GET', gadgets)).status).toBe(404);
});

test('a definition that contradicts itself is refused', async () => {
  const {send} = await startServer();
  const wrong = definition({type: 'object'});
  const refused = await send('POST', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', {
    ...wrong,
    metadata: {name: 'other.example.com'},
  });
  expect(refused.body.message).toContain('must be spec.names.plural+"."+spec.group');
});
