import {type ChildProcess, execFileSync, spawn} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {createRunningClock} from '../../src/rehearsal/clock/virtual-clock.js';
import {knownBehaviours} from '../../src/rehearsal/controllers/behaviours/workload-behaviours.data.js';
import {createNodeFeed} from '../../src/rehearsal/controllers/nodes/node-feed.js';
import {type RunningControllers, runControllers} from '../../src/rehearsal/controllers/run-controllers.js';
import {createHttpsTransport} from '../../src/rehearsal/controllers/transport/https-transport.js';
import {createVersionedTransport} from '../../src/rehearsal/controllers/transport/versioned-transport.js';
import {createNetwork} from '../../src/rehearsal/net/create-network.js';
import {createFakeCloud} from '../unit/rehearsal/controllers/fake-cloud-side.js';
import {testNode} from '../unit/rehearsal/controllers/start-cluster.js';

const assets = process.env['KUBEBUILDER_ASSETS'];
if (!assets) console.info('controllers on a real API server: skipped, KUBEBUILDER_ASSETS is not set');

/** Conflicts are retried; servers before 1.24 want a token secret with every account, which nothing here makes. */
const expected = /conflict|the object has been modified|being terminated|No API token found/;
const port = 17_443;
const server = `https://127.0.0.1:${port}`;
const token = 'admin-token';

/** Polls until `probe` yields something. */
async function eventually<T>(what: string, probe: () => Promise<T | undefined | false>, attempts = 400): Promise<T> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const found = await probe();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${what} did not come`);
}

describe.skipIf(!assets)('controllers on a real API server', () => {
  const directory = mkdtempSync(join(tmpdir(), 'oracle-'));
  const processes: ChildProcess[] = [];
  const failures: string[] = [];
  let controllers: RunningControllers;
  const admin = createHttpsTransport({server, token});
  const get = async (path: string) => (await admin.request({method: 'GET', path})).body;
  const create = async (path: string, body: unknown) => {
    const answer = await admin.request({method: 'POST', path, body});
    expect(answer.body).toMatchObject({metadata: {}});
    expect(answer.status).toBe(201);
  };

  beforeAll(async () => {
    const run = (name: string, flags: string[]) => processes.push(spawn(join(assets!, name), flags, {stdio: 'ignore'}));
    execFileSync('openssl', ['genrsa', '-out', join(directory, 'sa.key'), '2048'], {stdio: 'ignore'});
    writeFileSync(join(directory, 'tokens.csv'), `${token},admin,1,system:masters\n`);
    const etcd = `http://127.0.0.1:${port + 1}`;
    run('etcd', [
      '--data-dir',
      join(directory, 'etcd'),
      '--listen-client-urls',
      etcd,
      '--advertise-client-urls',
      etcd,
      '--listen-peer-urls',
      `http://127.0.0.1:${port + 2}`,
      '--unsafe-no-fsync',
    ]);
    run('kube-apiserver', [
      `--etcd-servers=${etcd}`,
      `--secure-port=${port}`,
      '--bind-address=127.0.0.1',
      `--cert-dir=${join(directory, 'certs')}`,
      '--service-account-issuer=https://kubernetes.default.svc',
      `--service-account-key-file=${join(directory, 'sa.key')}`,
      `--service-account-signing-key-file=${join(directory, 'sa.key')}`,
      '--service-cluster-ip-range=10.0.0.0/16',
      `--token-auth-file=${join(directory, 'tokens.csv')}`,
      '--authorization-mode=RBAC',
      '--allow-privileged=true',
    ]);
    await eventually(
      'the API server',
      () =>
        admin.request({method: 'GET', path: '/readyz'}).then(
          ({status}) => status === 200,
          () => false,
        ),
      1200,
    );
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
    for (const child of processes) child.kill('SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 200));
    rmSync(directory, {recursive: true, force: true});
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
