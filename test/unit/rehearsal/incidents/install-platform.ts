import {gzipSync} from 'node:zlib';
import type {Json} from '../../../../src/rehearsal/cloud/json.js';
import {certificate, certManager, istio, namespaceOf, service, workload} from '../controllers/platform-objects.js';
import {clusterPath, type IncidentWorldUnderTest, project} from './start-incident-world.js';

const deployer = `deployer@${project}.iam.gserviceaccount.com`;

/** A solver with the DNS of the project, as its own service account. */
const clusterIssuer = {
  path: '/apis/cert-manager.io/v1/clusterissuers',
  body: {
    apiVersion: 'cert-manager.io/v1',
    kind: 'ClusterIssuer',
    metadata: {name: 'letsencrypt'},
    spec: {
      acme: {
        server: 'https://acme-v02.api.letsencrypt.org/directory',
        email: 'platform@rehearsal.example',
        privateKeySecretRef: {name: 'account'},
        solvers: [
          {
            dns01: {
              cloudDNS: {
                project,
                serviceAccountSecretRef: {name: 'solver', key: 'key.json'},
              },
            },
          },
        ],
      },
    },
  },
};

const platform = [
  namespaceOf('core', {'istio-injection': 'enabled'}),
  workload('core', 'api-server', 'us-docker.pkg.dev/shakudo-images/platform/api-server:1', {
    container: {readinessProbe: {httpGet: {path: '/', port: 8080}, periodSeconds: 5}},
  }),
  service('core', 'api-server', 'api-server', [{port: 80, targetPort: 8080}]),
  workload('core', 'postgresql', 'docker.io/bitnami/postgresql:15'),
  workload('core', 'keycloak', 'quay.io/keycloak/keycloak:22', {
    container: {readinessProbe: {httpGet: {path: '/auth', port: 8080}, periodSeconds: 5}},
  }),
  {
    path: '/apis/batch/v1/namespaces/core/jobs',
    body: {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {name: 'migrate'},
      spec: {
        backoffLimit: 1,
        template: {
          metadata: {annotations: {'sidecar.istio.io/inject': 'false'}},
          spec: {restartPolicy: 'Never', containers: [{name: 'migrate', image: 'docker.io/library/busybox:1.36'}]},
        },
      },
    },
  },
];

async function expectDone(answer: Promise<{status: number; body: Json}>, what: string): Promise<Json> {
  const {status, body} = await answer;
  if (status >= 300) throw new Error(`${what}: ${JSON.stringify(body)}`);
  return body;
}

async function createDeployer(world: IncidentWorldUnderTest): Promise<string> {
  const accounts = `/v1/projects/${project}/serviceAccounts`;
  await expectDone(world.call('POST', accounts, {accountId: 'deployer'}), 'service account');
  await world.pass(90);
  for (const role of ['roles/container.admin', 'roles/dns.admin'])
    world.cloud.intervene({kind: 'grant', resource: `projects/${project}`, role, member: `serviceAccount:${deployer}`});
  const key = await expectDone(world.call('POST', `/v1/projects/-/serviceAccounts/${deployer}/keys`, {}), 'key');
  return Buffer.from(key.privateKeyData, 'base64').toString();
}

async function createCluster(world: IncidentWorldUnderTest): Promise<void> {
  const cluster = {
    name: 'prod',
    initialNodeCount: 2,
    nodeConfig: {machineType: 'e2-standard-8'},
    ipAllocationPolicy: {useIpAliases: true},
    privateClusterConfig: {enablePrivateNodes: true, masterIpv4CidrBlock: '172.16.0.0/28'},
  };
  const router = {
    name: 'nat',
    network: 'global/networks/default',
    nats: [
      {name: 'nat', natIpAllocateOption: 'AUTO_ONLY', sourceSubnetworkIpRangesToNat: 'ALL_SUBNETWORKS_ALL_IP_RANGES'},
    ],
  };
  await expectDone(world.call('POST', `/compute/v1/projects/${project}/regions/us-central1/routers`, router), 'router');
  await expectDone(world.call('POST', clusterPath, {cluster}), 'cluster');
  await world.clock.advance(600_000);
  const rule = {
    name: 'prod-istio',
    network: 'global/networks/default',
    sourceRanges: ['172.16.0.0/28'],
    allowed: [{IPProtocol: 'tcp', ports: ['443', '10250', '15017']}],
  };
  await expectDone(world.call('POST', `/compute/v1/projects/${project}/global/firewalls`, rule), 'firewall');
}

/** The record of a release that helm installed: base64 of gzipped JSON. */
const helmRecord = {
  path: '/api/v1/namespaces/core/secrets',
  body: {
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'helm.sh/release.v1',
    metadata: {
      name: 'sh.helm.release.v1.shakudo-hyperplane.v1',
      labels: {owner: 'helm', name: 'shakudo-hyperplane', version: '1', status: 'deployed'},
    },
    data: {
      release: Buffer.from(
        gzipSync(JSON.stringify({name: 'shakudo-hyperplane', version: 1, info: {status: 'deployed'}})).toString(
          'base64',
        ),
      ).toString('base64'),
    },
  },
};

/** Brings up a cluster with cert-manager, Istio, a certificate and a handful of workloads; all of it is up at the end. Returns the deployer’s key. */
export async function installPlatform(world: IncidentWorldUnderTest): Promise<Json> {
  const key = await createDeployer(world);
  await createCluster(world);
  const post = async ({path, body}: {path: string; body: object}) => expectDone(world.kube('POST', path, body), path);
  for (const item of [...certManager, ...istio]) await post(item);
  await post({
    path: '/api/v1/namespaces/certs/secrets',
    body: {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {name: 'solver'},
      data: {'key.json': Buffer.from(key).toString('base64')},
    },
  });
  await world.pass(180);
  for (const item of platform) await post(item);
  await post(helmRecord);
  await post(clusterIssuer);
  await world.pass(20);
  await post(certificate(['*.rehearsal.example']));
  await expectDone(
    world.call('POST', `/dns/v1/projects/${project}/managedZones/rehearsal/changes`, {
      additions: [{name: 'platform.rehearsal.example.', type: 'A', ttl: 300, rrdatas: ['203.0.113.9']}],
    }),
    'record',
  );
  await world.pass(180);
  return JSON.parse(key) as Json;
}
