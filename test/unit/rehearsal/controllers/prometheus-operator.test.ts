import {afterEach, describe, expect, it} from 'vitest';
import {namespaceOf, workload} from './platform-objects.js';
import {startCluster} from './start-cluster.js';
import {openDefinition} from './test-objects.js';

const path = '/apis/monitoring.coreos.com/v1/namespaces/monitoring/prometheuses';

describe('the Prometheus operator', () => {
  let cluster: Awaited<ReturnType<typeof startCluster>>;
  afterEach(() => cluster.stop());

  it('runs a Prometheus once it is there itself, and says how it is', async () => {
    cluster = await startCluster();
    await cluster.pass(40);
    const {path: namespaces, body} = namespaceOf('monitoring');
    await cluster.create(namespaces, body);
    for (const [plural, kind] of [
      ['prometheuses', 'Prometheus'],
      ['alertmanagers', 'Alertmanager'],
    ] as const) {
      const definition = openDefinition('monitoring.coreos.com', 'v1', plural, kind);
      await cluster.create('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', definition);
    }
    await cluster.pass(10);
    const prometheus = {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'Prometheus',
      metadata: {name: 'k8s'},
      spec: {version: '2.48.0'},
    };
    await cluster.create(path, prometheus);
    await cluster.pass(60);
    expect((await cluster.get(`${path}/k8s`)).status).toBeUndefined();
    const operator = workload(
      'monitoring',
      'prometheus-operator',
      'quay.io/prometheus-operator/prometheus-operator:v0.70.0',
    );
    await cluster.create(operator.path, operator.body);
    await cluster.pass(90);
    const set = await cluster.get('/apis/apps/v1/namespaces/monitoring/statefulsets/prometheus-k8s');
    expect(set.spec.template.spec.containers[0].image).toBe('quay.io/prometheus/prometheus:v2.48.0');
    const {status} = await cluster.get(`${path}/k8s`);
    expect(status).toMatchObject({paused: false, replicas: 1, availableReplicas: 1, unavailableReplicas: 0});
    expect(status.conditions.map(({type, status}: {type: string; status: string}) => `${type}=${status}`)).toEqual([
      'Available=True',
      'Reconciled=True',
    ]);
  });
});
