import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {KubeRest} from '../../src/adapters/kube/kube-rest.js';
import {doctorChecks} from '../../src/checks/doctor-checks.js';
import {collectFactSet} from '../../src/cli/collect-fact-set.js';
import {createPorts} from '../../src/cli/create-ports.js';
import {judgeFactSet} from '../../src/cli/judge-fact-set.js';
import type {Finding} from '../../src/model/finding.js';
import {createHttpsTransport} from '../../src/rehearsal/controllers/transport/https-transport.js';
import type {KubeTransport} from '../../src/rehearsal/seams/kube-transport.js';
import {type ControlPlane, controlPlaneAssets, startControlPlane} from './start-control-plane.js';

if (!controlPlaneAssets) console.info('The doctor of a real API server: skipped, KUBEBUILDER_ASSETS is not set.');

const namespace = 'hyperplane-core';
const labels = {'app.kubernetes.io/name': 'api-server'};
const spec = {
  automountServiceAccountToken: false,
  containers: [{name: 'api-server', image: 'registry.example/api-server:1'}],
};
const isTrouble = ({verdict}: Finding) => verdict === 'fail' || verdict === 'warn';

describe.skipIf(!controlPlaneAssets)('the doctor of a real API server', () => {
  let plane: ControlPlane;
  let admin: KubeTransport;

  const look = async (token: string) => {
    const directory = join(tmpdir(), 'shakinstall-oracle-doctor');
    const {operator} = createPorts({
      environment: {resolvers: ['127.0.0.1:9']},
      stateDirectory: directory,
      configPath: join(directory, 'shakinstall.yaml'),
      keyFile: '',
    });
    const target = {endpoint: plane.server, caCertificate: '', isUnverified: true};
    const ports = {...operator, kube: KubeRest(async () => ({token}))};
    const {findings} = judgeFactSet(
      doctorChecks,
      await collectFactSet({ports, target}, doctorChecks, {limitMs: 20_000}),
    );
    const rootsOf = (test: (finding: Finding) => boolean) => [
      ...new Set(findings.filter((finding) => finding.because === undefined && test(finding)).map(({id}) => id)),
    ];
    return {findings, troubles: rootsOf(isTrouble), unknown: rootsOf(({verdict}) => verdict === 'unknown')};
  };
  /** Creates an object and gives it a status, as its controller or kubelet would. */
  const put = async (collection: string, object: {metadata: {name: string}}, status?: object) => {
    const created = await admin.request({method: 'POST', path: collection, body: object});
    expect(created.status, JSON.stringify(created.body)).toBe(201);
    if (status === undefined) return;
    const path = `${collection}/${object.metadata.name}/status`;
    const contentType = 'application/merge-patch+json';
    expect((await admin.request({method: 'PATCH', path, body: {status}, contentType})).status).toBe(200);
  };

  beforeAll(async () => {
    plane = await startControlPlane(controlPlaneAssets!);
    admin = createHttpsTransport({server: plane.server, token: plane.token});
    const at = new Date().toISOString();
    await put(
      '/api/v1/nodes',
      {metadata: {name: 'node-0'}},
      {
        nodeInfo: {kubeletVersion: 'v1.20.2'},
        conditions: [
          {type: 'Ready', status: 'True', reason: 'KubeletReady', lastHeartbeatTime: at, lastTransitionTime: at},
        ],
      },
    );
    for (const name of [namespace, 'hyperplane-other']) await put('/api/v1/namespaces', {metadata: {name}});
    await put('/api/v1/namespaces/hyperplane-core/serviceaccounts', {metadata: {name: 'default'}});
  }, 120_000);

  afterAll(() => plane?.stop());

  it('names nothing where nothing is the matter, and needs a configuration for the rest', async () => {
    const {troubles, unknown, findings} = await look(plane.token);
    expect(troubles).toEqual([]);
    // Servers before 1.21 serve no EndpointSlices in the form that is asked for.
    const reasons = findings.flatMap(({obstacle}) =>
      obstacle === undefined || obstacle.missing.includes('discovery.k8s.io/v1') ? [] : obstacle.kind,
    );
    expect(new Set(reasons)).toEqual(new Set(['configuration']));
    expect(unknown).toContain('credentials/identity-present');
  }, 60_000);

  it('names a pod whose image cannot be pulled, and nothing else', async () => {
    const apps = `/apis/apps/v1/namespaces/${namespace}/deployments`;
    await put(
      apps,
      {
        metadata: {name: 'api-server'},
        spec: {replicas: 1, selector: {matchLabels: labels}, template: {metadata: {labels}, spec}},
      } as never,
      {observedGeneration: 1, replicas: 1, updatedReplicas: 1, unavailableReplicas: 1},
    );
    const message = 'Back-off pulling image "registry.example/api-server:1"';
    await put(
      `/api/v1/namespaces/${namespace}/pods`,
      {
        metadata: {name: 'api-server-0', labels},
        spec: {...spec, nodeName: 'node-0', serviceAccountName: 'default'},
      } as never,
      {
        phase: 'Pending',
        conditions: [{type: 'PodScheduled', status: 'True'}],
        containerStatuses: [
          {
            name: 'api-server',
            image: 'registry.example/api-server:1',
            imageID: '',
            ready: false,
            restartCount: 0,
            state: {waiting: {reason: 'ImagePullBackOff', message}},
          },
        ],
      },
    );
    const {troubles, findings} = await look(plane.token);
    expect(troubles).toEqual(['pods/images-pulled']);
    expect(findings.find(({id}) => id === 'pods/images-pulled')?.observed).toContain(message);
  }, 60_000);

  it('is unknown, and not green, in what an operator with few roles may not see', async () => {
    const group = 'rbac.authorization.k8s.io';
    await put('/api/v1/namespaces/default/serviceaccounts', {metadata: {name: 'visitor'}});
    await put(`/apis/${group}/v1/clusterroles`, {
      metadata: {name: 'visitor'},
      rules: [{apiGroups: [''], resources: ['namespaces', 'nodes'], verbs: ['get', 'list']}],
    } as never);
    await put(`/apis/${group}/v1/clusterrolebindings`, {
      metadata: {name: 'visitor'},
      roleRef: {apiGroup: group, kind: 'ClusterRole', name: 'visitor'},
      subjects: [{kind: 'ServiceAccount', name: 'visitor', namespace: 'default'}],
    } as never);
    const {body} = await admin.request({
      method: 'POST',
      path: '/api/v1/namespaces/default/serviceaccounts/visitor/token',
      body: {apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {audiences: []}},
    });
    const {findings, troubles} = await look((body as {status: {token: string}}).status.token);
    expect(troubles).toEqual([]);
    const verdictOf = (id: string) => findings.filter((finding) => finding.id === id).map(({verdict}) => verdict);
    expect(verdictOf('nodes/nodes-ready')).toEqual(['pass']);
    for (const id of ['pods/images-pulled', 'helm/release-deployed', 'storage-health/claims-bound'])
      expect([id, verdictOf(id)]).toEqual([id, ['unknown']]);
    expect(findings.filter(({id, verdict}) => id.startsWith('pods/') && verdict === 'pass')).toEqual([]);
    const missing = findings.flatMap(({obstacle}) => (obstacle?.kind === 'permission' ? obstacle.missing : []));
    // Which of several refusals comes first is the network's to say; each names what to ask for.
    expect(missing.length).toBeGreaterThan(10);
    expect(missing.filter((what) => !/^RBAC \w+ of [a-z]/.test(what))).toEqual([]);
    expect(findings.filter(({obstacle}) => obstacle?.kind === 'fault')).toEqual([]);
  }, 60_000);
});
