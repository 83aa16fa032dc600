import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {createRunningClock} from '../../src/rehearsal/clock/virtual-clock.js';
import {knownBehaviours} from '../../src/rehearsal/controllers/behaviours/workload-behaviours.data.js';
import {createNodeFeed} from '../../src/rehearsal/controllers/nodes/node-feed.js';
import {type RunningControllers, runControllers} from '../../src/rehearsal/controllers/run-controllers.js';
import {createHttpsTransport} from '../../src/rehearsal/controllers/transport/https-transport.js';
import {createVersionedTransport} from '../../src/rehearsal/controllers/transport/versioned-transport.js';
import {createNetwork} from '../../src/rehearsal/net/create-network.js';
import type {KubeTransport} from '../../src/rehearsal/seams/kube-transport.js';
import {createFakeCloud} from '../unit/rehearsal/controllers/fake-cloud-side.js';
import {testNode} from '../unit/rehearsal/controllers/start-cluster.js';
import {type ControlPlane, controlPlaneAssets, startControlPlane} from './start-control-plane.js';

if (!controlPlaneAssets) console.info('Controllers on a real API server: skipped, KUBEBUILDER_ASSETS is not set.');

/** Conflicts are retried; servers before 1.24 want a token secret with every account, which nothing here makes. */
const expected = /conflict|the object has been modified|being terminated|No API token found/;

/** Polls until `probe` yields something. */
async function eventually<T>(what: string, probe: () => Promise<T | undefined | false>, attempts = 400): Promise<T> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const found = await probe();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${what} did not come`);
}

describe.skipIf(!controlPlaneAssets)('controllers on a real API server', () => {
  let plane: ControlPlane;
  const failures: string[] = [];
  let controllers: RunningControllers;
  let admin: KubeTransport;
  const get = async (path: string) => (await admin.request({method: 'GET', path})).body;
  const create = async (path: string, body: unknown) => {
    const answer = await admin.request({method: 'POST', path, body});
    expect(answer.body).toMatchObject({metadata: {}});
    expect(answer.status).toBe(201);
  };

  beforeAll(async () => {
    plane = await startControlPlane(controlPlaneAssets!);
    const {server, token} = plane;
    admin = createHttpsTransport({server, token});
    const clock = createRunningClock({realEpochMs: Date.now(), virtualEpochMs: Date.now(), speed: 60});
    const cloud = createFakeCloud();
    controllers = runControllers({
      transport: (user) => createVersionedTransport(createHttpsTransport({server, token, impersonate: user})),
      clock,
      seed: 3,
      cloud,
      cluster: {
        uid: 'oracle',
        project: 'demo',
        location: 'northamerica-northeast1-a',
        name: 'oracle',
        version: '1.20.2-gke.1',
        podCidr: '10.8.0.0/14',
        serviceCidr: '10.0.0.0/16',
      },
      rootCa: 'none',
      nodes: createNodeFeed([testNode('node-0'), testNode('node-1')]),
      behaviours: {table: knownBehaviours, overrides: () => []},
      network: await createNetwork({clock, seed: 1, cloud: () => cloud}),
      onFailure: (queue, key, error) => failures.push(`${queue} ${key}: ${(error as Error).message}`),
    });
  }, 120_000);

  afterAll(async () => {
    await controllers?.stop();
    await plane?.stop();
  });

  it('bring nodes, a deployment, a load balancer, a claim and a job to their ends', async () => {
    await eventually(
      'ready nodes',
      async () =>
        (await get('/api/v1/nodes')).items.filter(({spec}: {spec: {taints?: unknown[]}}) => !spec.taints?.length)
          .length === 2,
    );
    await create('/api/v1/namespaces', {metadata: {name: 'rec'}});
    await eventually(
      'the default account',
      async () => (await get('/api/v1/namespaces/rec/serviceaccounts/default')).metadata?.uid,
    );
    await create('/apis/apps/v1/namespaces/rec/deployments', {
      metadata: {name: 'web'},
      spec: {
        replicas: 3,
        selector: {matchLabels: {app: 'web'}},
        template: {
          metadata: {labels: {app: 'web'}},
          spec: {automountServiceAccountToken: false, containers: [{name: 'web', image: 'nginx:1.25'}]},
        },
      },
    });
    await create('/api/v1/namespaces/rec/services', {
      metadata: {name: 'lb'},
      spec: {type: 'LoadBalancer', selector: {app: 'web'}, ports: [{port: 80, targetPort: 8080}]},
    });
    await create('/apis/batch/v1/namespaces/rec/jobs', {
      metadata: {name: 'once'},
      spec: {
        template: {
          spec: {
            automountServiceAccountToken: false,
            restartPolicy: 'Never',
            containers: [{name: 'c', image: 'busybox'}],
          },
        },
      },
    });
    await create('/api/v1/namespaces/rec/persistentvolumeclaims', {
      metadata: {name: 'data'},
      spec: {accessModes: ['ReadWriteOnce'], storageClassName: 'standard', resources: {requests: {storage: '10Gi'}}},
    });
    await eventually(
      'an available deployment',
      async () => (await get('/apis/apps/v1/namespaces/rec/deployments/web')).status.availableReplicas === 3,
    );
    await eventually(
      'a complete job',
      async () => (await get('/apis/batch/v1/namespaces/rec/jobs/once')).status.succeeded === 1,
    );
    await eventually(
      'a bound claim',
      async () => (await get('/api/v1/namespaces/rec/persistentvolumeclaims/data')).status.phase === 'Bound',
    );
    await eventually(
      'an address',
      async () => (await get('/api/v1/namespaces/rec/services/lb')).status.loadBalancer.ingress?.[0].ip,
    );
    expect((await get('/api/v1/namespaces/rec/endpoints/lb')).subsets[0].addresses).toHaveLength(3);
  }, 60_000);

  it('empty a namespace that is deleted', async () => {
    await admin.request({method: 'DELETE', path: '/api/v1/namespaces/rec'});
    await eventually('the end of the namespace', async () => (await get('/api/v1/namespaces/rec')).code === 404);
    expect(failures.filter((failure) => !expected.test(failure))).toEqual([]);
  }, 60_000);
});
