import {describe, expect, it} from 'vitest';
import {createOpenApiV3} from '../../../../../src/rehearsal/kube/openapi/create-openapi.js';
import {createBuiltInResources} from '../../../../../src/rehearsal/kube/registry/built-in-resources.js';
import {builtInDefinitions} from '../../../../../src/rehearsal/kube/schema/built-in-schema.js';
import {listLaterFields} from '../../../../../src/rehearsal/kube/schema/field-history.js';
import {readMinor} from '../../../../../src/rehearsal/kube/server/version-info.js';
import {startServer} from '../start-server.js';

const budget = {metadata: {name: 'b'}, spec: {minAvailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow'}};
const budgets = '/apis/policy/v1/namespaces/demo/poddisruptionbudgets';

describe('a field that came with a later minor', () => {
  it.each([
    ['v1.25.16-gke.100', undefined, ['unknown field "spec.unhealthyPodEvictionPolicy"']],
    ['v1.26.13-gke.100', 'AlwaysAllow', []],
    ['v1.27.3-gke.100', 'AlwaysAllow', []],
  ])('%s', async (gitVersion, kept, unknown) => {
    const {send} = await startServer({gitVersion});
    const lenient = await send('POST', budgets, budget);
    expect([lenient.status, lenient.body.spec.unhealthyPodEvictionPolicy]).toEqual([201, kept]);
    const strict = await send('POST', `${budgets}?fieldValidation=Strict&dryRun=All`, {
      ...budget,
      metadata: {name: 'c'},
    });
    expect(strict.status).toBe(unknown.length === 0 ? 201 : 400);
    for (const text of unknown) expect(strict.body.message).toContain(text);
    const resources = createBuiltInResources(readMinor(gitVersion)).filter(({group}) => group === 'policy');
    const {schemas} = createOpenApiV3(resources, gitVersion).components;
    const {properties} = schemas['io.k8s.api.policy.v1.PodDisruptionBudgetSpec'];
    expect('unhealthyPodEvictionPolicy' in properties).toBe(unknown.length === 0);
  });

  it('is known once the control plane was upgraded', async () => {
    const {server, send} = await startServer({gitVersion: 'v1.25.16-gke.100'});
    server.setVersion('v1.26.13-gke.100');
    expect((await send('POST', budgets, budget)).body.spec.unhealthyPodEvictionPolicy).toBe('AlwaysAllow');
  });

  it('is one that the table of 1.27 has', () => {
    const later = Object.keys(builtInDefinitions).flatMap((name) =>
      listLaterFields(name, 25).map((field) => [name, field] as const),
    );
    expect(later.length).toBeGreaterThan(10);
    for (const [name, field] of later) expect(builtInDefinitions[name]?.fields).toHaveProperty([field]);
    expect(Object.keys(builtInDefinitions).flatMap((name) => listLaterFields(name, 27))).toEqual([]);
  });
});
