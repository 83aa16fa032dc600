import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {CoreV1Api, KubeConfig, Watch} from '@kubernetes/client-node';
import {execa} from 'execa';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {HelmSecrets} from '../../src/adapters/helm/helm-secrets.js';
import {KubeRest} from '../../src/adapters/kube/kube-rest.js';
import {createRunningClock} from '../../src/rehearsal/clock/virtual-clock.js';
import {knownBehaviours} from '../../src/rehearsal/controllers/behaviours/workload-behaviours.data.js';
import {createNodeFeed} from '../../src/rehearsal/controllers/nodes/node-feed.js';
import {type RunningControllers, runControllers} from '../../src/rehearsal/controllers/run-controllers.js';
import {type ApiServer, createApiServer} from '../../src/rehearsal/kube/create-api-server.js';
import {createNetwork} from '../../src/rehearsal/net/create-network.js';
import {createFakeCloud} from '../unit/rehearsal/controllers/fake-cloud-side.js';
import {testNode} from '../unit/rehearsal/controllers/start-cluster.js';
import {type Clients, unpackClients} from './unpack-clients.js';

const clients: Clients | undefined = await unpackClients();
if (!clients) console.info('helm and kubectl are not at hand: they are not tried against the rehearsal.');

const chart = {
  'Chart.yaml': 'apiVersion: v2\nname: small\nversion: 0.1.0\n',
  'values.yaml': 'replicas: 1\ncpu: 10m\n',
  'crds/gadgets.yaml': `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: gadgets.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {plural: gadgets, kind: Gadget}
  versions:
    - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {size: {type: integer, minimum: 1}}}}}}}
`,
  'templates/all.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: {{ .Values.replicas }}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers: [{name: web, image: "nginx:1.25", resources: {requests: {cpu: {{ .Values.cpu }}}}}]
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: example.com/v1
kind: Gadget
metadata: {name: g}
spec: {size: 3}
---
apiVersion: batch/v1
kind: Job
metadata: {name: before, annotations: {helm.sh/hook: pre-install, helm.sh/hook-delete-policy: hook-succeeded}}
spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: busybox}]}}}
`,
};

/** Further kubectls to try, as `KUBECTL_BINARIES=/path/one:/path/two`. */
const kubectls = [...(clients ? [clients.kubectl] : []), ...(process.env.KUBECTL_BINARIES?.split(':') ?? [])];
if (!process.env.KUBECTL_BINARIES)
  console.info('Other kubectls than the installed one: skipped, KUBECTL_BINARIES is not set.');

describe.skipIf(!clients)('real clients', () => {
  const directory = mkdtempSync(join(tmpdir(), 'shakinstall-kubernetes-'));
  const kubeconfig = join(directory, 'kubeconfig');
  let server: ApiServer;
  let controllers: RunningControllers;

  beforeAll(async () => {
    const clock = createRunningClock({realEpochMs: Date.now(), virtualEpochMs: Date.now(), speed: 60});
    const cloud = createFakeCloud();
    const network = await createNetwork({clock, seed: 1, cloud: () => cloud, machineNow: () => Date.now()});
    server = createApiServer({
      clock,
      seed: 1,
      gitVersion: 'v1.27.3-gke.100',
      authenticate: (token) =>
        token === 'admin' ? {username: 'admin@example.com', groups: ['system:masters']} : undefined,
      callWebhook: (target, review) => network.callWebhook('c1', target, review),
      readLog: (request) => controllers.readLog(request),
    });
    const {endpoint, caCertificate} = await server.listen();
    controllers = runControllers({
      transport: (user) => server.localTransport(user),
      clock,
      seed: 7,
      cloud,
      cluster: {
        uid: 'c1',
        project: 'demo',
        location: 'us-central1-a',
        name: 'prod',
        version: '1.27.3-gke.100',
        podCidr: '10.8.0.0/14',
        serviceCidr: '10.0.0.0/16',
      },
      rootCa: Buffer.from(caCertificate, 'base64').toString('utf8'),
      nodes: createNodeFeed([0, 1].map((index) => testNode(`node-${index}`))),
      behaviours: {table: knownBehaviours, overrides: () => []},
      network,
    });
    const config = {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{name: 'c', cluster: {server: `https://${endpoint}`, 'certificate-authority-data': caCertificate}}],
      users: [{name: 'u', user: {token: 'admin'}}],
      contexts: [{name: 'x', context: {cluster: 'c', user: 'u'}}],
      'current-context': 'x',
    };
    writeFileSync(kubeconfig, JSON.stringify(config), {mode: 0o600});
    for (const [name, text] of Object.entries(chart)) {
      mkdirSync(join(directory, 'chart', name, '..'), {recursive: true});
      writeFileSync(join(directory, 'chart', name), text);
    }
  });
  afterAll(async () => {
    await controllers.stop();
    await server.close();
    rmSync(directory, {recursive: true, force: true});
  });

  const runBinary = async (binary: string, args: readonly string[]) => {
    const {exitCode, stdout, stderr} = await execa(binary, args, {
      reject: false,
      extendEnv: false,
      env: {HOME: directory, KUBECONFIG: kubeconfig, PATH: '/usr/bin'},
    });
    return {exitCode, stdout, stderr, text: `${stdout}\n${stderr}`};
  };
  const run = (client: keyof Clients, ...args: string[]) => runBinary(clients![client], args);
  /** A kubectl that works in a namespace of its own, which is new. */
  const openKubectl = async (binary: string) => {
    const kubectl = (...args: string[]) =>
      runBinary(
        binary,
        args[0] === 'create' && args[1] === 'namespace' ? args : [...args.slice(0, 1), '-n', 'tried', ...args.slice(1)],
      );
    await kubectl('delete', 'namespace', 'tried', '--ignore-not-found');
    await kubectl('create', 'namespace', 'tried');
    return kubectl;
  };
  const helm = (...args: string[]) => run('helm', ...args, '--namespace', 'demo');

  interface HistoryEntry {
    readonly revision: number;
    readonly updated: string;
    readonly status: string;
    readonly chart: string;
    readonly description: string;
  }

  /** What the installer reads from helm's Secrets is what helm itself tells of them. */
  async function expectSameWords(history: readonly HistoryEntry[]): Promise<void> {
    const records = HelmSecrets(KubeRest(async () => ({token: 'admin'})));
    const release = {kubeconfig, release: 'small', namespace: 'demo'};
    expect(await records.history(release)).toEqual(
      history.map(({revision, updated, status, chart, description}) => ({
        name: 'small',
        revision,
        status,
        chart,
        updatedAt: updated,
        description,
      })),
    );
    for (const revision of [1, history.length]) {
      const asked = ['small', '--revision', String(revision)];
      const {stdout: manifest} = await helm('get', 'manifest', ...asked);
      expect((await records.fetchManifest({...release, revision})).trim()).toBe(manifest.trim());
      const {stdout: hooks} = await helm('get', 'hooks', ...asked);
      expect((await records.fetchHooks({...release, revision})).trim()).toBe(hooks.trim());
    }
    expect(await records.history({...release, release: 'nothing'})).toEqual([]);
    await expect(records.fetchManifest({...release, revision: 99})).rejects.toThrow('helm knows no revision 99');
  }

  it('helm installs with a definition and a hook, upgrades, rolls back what fails, and uninstalls', async () => {
    const small = join(directory, 'chart');
    const installed = await helm(
      'upgrade',
      '--install',
      'small',
      small,
      '--create-namespace',
      '--wait',
      '--timeout',
      '60s',
    );
    expect(installed.text).toContain('STATUS: deployed');
    expect((await helm('upgrade', 'small', small, '--set', 'replicas=2', '--wait', '--timeout', '60s')).exitCode).toBe(
      0,
    );
    const failed = await helm('upgrade', 'small', small, '--set', 'cpu=1000', '--atomic', '--timeout', '3s');
    expect(failed.exitCode).toBe(1);
    expect(failed.stderr).toContain('has been rolled back due to atomic being set');
    const history = JSON.parse((await helm('history', 'small', '-o', 'json')).stdout) as HistoryEntry[];
    expect(history.map(({status}) => status)).toEqual(['superseded', 'superseded', 'failed', 'deployed']);
    expect((await helm('get', 'values', 'small', '-o', 'json')).stdout).toBe('{"replicas":2}');
    await expectSameWords(history);
    expect((await helm('uninstall', 'small', '--wait')).exitCode).toBe(0);
  }, 150_000);

  it.each(kubectls)(
    '%s applies, waits, explains and is told what is wrong',
    async (binary) => {
      const kubectl = await openKubectl(binary);
      const manifest = join(directory, 'manifest.yaml');
      writeFileSync(
        manifest,
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: k}\nspec: {replicas: 1, selector: {matchLabels: {a: k}}, template: {metadata: {labels: {a: k}}, spec: {containers: [{name: c, image: "nginx:1"}]}}}\n',
      );
      expect((await kubectl('apply', '-f', manifest)).stdout).toBe('deployment.apps/k created');
      expect((await kubectl('apply', '--server-side', '--force-conflicts', '-f', manifest)).stdout).toBe(
        'deployment.apps/k serverside-applied',
      );
      expect((await kubectl('rollout', 'status', 'deployment/k', '--timeout=30s')).stdout).toContain(
        'successfully rolled out',
      );
      expect(
        (await kubectl('wait', '--for=jsonpath={.status.phase}=Running', 'pod', '-l', 'a=k', '--timeout=20s')).exitCode,
      ).toBe(0);
      expect((await kubectl('create', 'configmap', 'c', '--from-literal=a=b')).stdout).toBe('configmap/c created');
      expect((await kubectl('explain', 'deployment.spec.replicas')).stdout).toContain('FIELD: replicas <integer>');
      expect((await kubectl('auth', 'can-i', 'create', 'pods')).stdout).toBe('yes');
      expect((await kubectl('get', 'deployment', 'k', '-o', 'wide')).stdout).toMatch(
        /^NAME +READY +UP-TO-DATE +AVAILABLE +AGE +CONTAINERS +IMAGES +SELECTOR\nk +1\/1 +1 +1 /,
      );
      const wrong = await kubectl(
        'patch',
        'deployment',
        'k',
        '--type=merge',
        '-p',
        '{"spec":{"selector":{"matchLabels":{"a":"z"}}}}',
      );
      expect(wrong.stderr).toContain('field is immutable');
      expect((await kubectl('delete', '-f', manifest)).exitCode).toBe(0);
    },
    150_000,
  );

  it.each(kubectls)(
    '%s lists everything, reads events and logs, and is told what is not served',
    async (binary) => {
      const kubectl = await openKubectl(binary);
      const base = join(directory, 'base');
      mkdirSync(base, {recursive: true});
      writeFileSync(join(base, 'kustomization.yaml'), 'namePrefix: my-\nresources: [pod.yaml]\n');
      writeFileSync(
        join(base, 'pod.yaml'),
        'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c, image: "nginx:1"}]}\n',
      );
      expect((await kubectl('apply', '-k', base)).stdout).toBe('pod/my-p created');
      const waited = await kubectl('wait', '--for=jsonpath={.status.phase}=Running', 'pod/my-p', '--timeout=30s');
      expect(waited.stdout).toBe('pod/my-p condition met');
      expect((await kubectl('logs', 'my-p')).exitCode).toBe(0);
      const all = await kubectl('get', 'all', '-A');
      expect(all.exitCode).toBe(0);
      expect(all.stdout).toMatch(/^tried +pod\/my-p +1\/1 +Running +0 +/m);
      expect(all.stdout).toMatch(/^default +service\/kubernetes +ClusterIP +10\.0\.0\.1 +<none> +443\/TCP +/m);
      const events = await kubectl('events', '--for', 'pod/my-p');
      expect(events.exitCode).toBe(0);
      expect(events.stdout).toMatch(/Normal +Scheduled +Pod\/my-p +Successfully assigned tried\/my-p to node-\d/);
      expect((await kubectl('auth', 'whoami')).stderr).toContain('the selfsubjectreviews API is not enabled');
      for (const args of [
        ['exec', 'my-p', '--', 'true'],
        ['attach', 'my-p'],
        ['port-forward', 'my-p', '0:80'],
      ]) {
        const refused = await kubectl(...args);
        expect(refused.exitCode).toBe(1);
        expect(refused.text).toContain('is not served by the rehearsal');
      }
      expect((await kubectl('delete', '-k', base, '--wait=false')).exitCode).toBe(0);
    },
    150_000,
  );

  it('the client library lists and watches', async () => {
    const config = new KubeConfig();
    config.loadFromFile(kubeconfig);
    const api = config.makeApiClient(CoreV1Api);
    await api.createNamespace({body: {metadata: {name: 'library'}}});
    const {items} = await api.listNamespace({labelSelector: 'kubernetes.io/metadata.name=library'});
    expect(items.map(({metadata}) => metadata?.name)).toEqual(['library']);
    const seen: string[] = [];
    const request = await new Watch(config).watch(
      '/api/v1/namespaces',
      {},
      (type, object) => seen.push(`${type} ${object.metadata.name}`),
      () => {},
    );
    await expect.poll(() => seen).toContain('ADDED library');
    request.abort();
  });
});
