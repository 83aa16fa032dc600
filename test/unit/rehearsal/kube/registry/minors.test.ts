import {describe, expect, it, test} from 'vitest';
import {createBuiltInResources} from '../../../../../src/rehearsal/kube/registry/built-in-resources.js';
import {formatApiVersion} from '../../../../../src/rehearsal/kube/registry/resource-definition.js';
import {startServer} from '../start-server.js';

/** What is served in some minor versions only. https://kubernetes.io/docs/reference/using-api/deprecation-guide/ */
const spans: ReadonlyArray<readonly [apiVersion: string, plural: string, first: number, last: number]> = [
  ['batch/v1beta1', 'cronjobs', 24, 24],
  ['policy/v1beta1', 'poddisruptionbudgets', 24, 24],
  ['events.k8s.io/v1beta1', 'events', 24, 24],
  ['node.k8s.io/v1beta1', 'runtimeclasses', 24, 24],
  ['autoscaling/v2beta2', 'horizontalpodautoscalers', 24, 25],
  ['storage.k8s.io/v1beta1', 'csistoragecapacities', 24, 26],
  ['flowcontrol.apiserver.k8s.io/v1beta1', 'flowschemas', 24, 25],
  ['flowcontrol.apiserver.k8s.io/v1beta2', 'flowschemas', 24, 28],
  ['flowcontrol.apiserver.k8s.io/v1beta3', 'flowschemas', 26, 31],
  ['flowcontrol.apiserver.k8s.io/v1', 'flowschemas', 29, 36],
  ['authentication.k8s.io/v1', 'selfsubjectreviews', 28, 36],
  ['apps/v1', 'deployments', 24, 36],
  ['batch/v1', 'cronjobs', 24, 36],
  ['policy/v1', 'poddisruptionbudgets', 24, 36],
  ['autoscaling/v2', 'horizontalpodautoscalers', 24, 36],
  ['networking.k8s.io/v1', 'networkpolicies', 24, 36],
];
const minors = Array.from({length: 13}, (_, index) => 24 + index);

test.each(spans)('%s %s is served from 1.%i to 1.%i', (apiVersion, plural, first, last) => {
  const serving = minors.filter((minor) =>
    createBuiltInResources(minor).some((one) => formatApiVersion(one) === apiVersion && one.plural === plural),
  );
  expect(serving).toEqual(minors.filter((minor) => minor >= first && minor <= last));
});

test.each(minors)('1.%i lists no resource twice, and has a schema for each that is stored', (minor) => {
  const resources = createBuiltInResources(minor);
  const names = resources.map((one) => `${formatApiVersion(one)}/${one.plural}`);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  const isReview = ({verbs}: {verbs: readonly string[]}) => verbs.length === 1;
  expect(resources.filter((one) => one.definition === undefined && !isReview(one)).map(({kind}) => kind)).toEqual([]);
});

it('network policies have a status from 1.24 to 1.27', () => {
  const withStatus = minors.filter((minor) =>
    createBuiltInResources(minor).some(
      ({plural, subresources}) => plural === 'networkpolicies' && subresources.length > 0,
    ),
  );
  expect(withStatus).toEqual([24, 25, 26, 27]);
});

describe('over the versions of a resource', () => {
  it('an object is one and the same', async () => {
    const {send} = await startServer({gitVersion: 'v1.25.16-gke.100'});
    const made = await send('POST', '/apis/autoscaling/v2beta2/namespaces/default/horizontalpodautoscalers', {
      metadata: {name: 'h'},
      spec: {
        maxReplicas: 3,
        scaleTargetRef: {kind: 'Deployment', name: 'd'},
        metrics: [{type: 'Resource', resource: {name: 'cpu', target: {type: 'Utilization', averageUtilization: 60}}}],
      },
    });
    expect(made.status).toBe(201);
    const path = '/namespaces/default/horizontalpodautoscalers/h';
    const read = async (version: string) => (await send('GET', `/apis/autoscaling/${version}${path}`)).body;
    expect((await read('v2beta2')).apiVersion).toBe('autoscaling/v2beta2');
    expect((await read('v2')).spec.metrics).toEqual((await read('v2beta2')).spec.metrics);
    expect((await read('v1')).spec.targetCPUUtilizationPercentage).toBe(60);
  });

  it('what is gone is not found, what is not served says so', async () => {
    const {send} = await startServer({gitVersion: 'v1.30.14-gke.100'});
    expect((await send('GET', '/apis/autoscaling/v2beta2/horizontalpodautoscalers')).status).toBe(404);
    const policies = await send('GET', '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies');
    expect(policies.status).toBe(501);
    expect(policies.body.message).toContain('is not served by the rehearsal');
    const older = await startServer({gitVersion: 'v1.27.16-gke.100'});
    expect((await older.send('GET', '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies')).status).toBe(
      404,
    );
  });
});
