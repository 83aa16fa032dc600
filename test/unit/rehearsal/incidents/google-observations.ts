import type {Json} from '../../../../src/rehearsal/cloud/json.js';
import {resolveName} from '../../../../src/rehearsal/net/resolve-name.js';
import {askOverHttps, computePath, drawName, exchangeKey, type Observation, takeTime, tryPool} from './observation.js';
import {clusterPath, type IncidentWorldUnderTest, operatorToken, project, zone} from './start-incident-world.js';

const zones = `/compute/v1/projects/${project}/zones`;
const region = `/compute/v1/projects/${project}/regions/us-central1`;
const everyRequest = {share: 1};

const answers = (status: number): Observation => ({
  parameters: everyRequest,
  isSeen: async (world) => (await world.call('GET', zones)).status === status,
});

const takesLonger = (delayMs: number): Observation => ({
  isSeen: async (world) => (await takeTime(world, world.call('GET', zones))).tookMs >= delayMs,
});

async function readLimit(world: IncidentWorldUnderTest, path: string, metric: string): Promise<number> {
  const {body} = await world.call('GET', path);
  return (body.quotas as Array<{metric: string; limit: number}>).find((quota) => quota.metric === metric)?.limit ?? -1;
}

const createDisk = (world: IncidentWorldUnderTest, type: string) =>
  world.call('POST', `${computePath(project)}/disks`, {
    name: drawName('disk'),
    sizeGb: '500',
    type: `${computePath(project).slice('/compute/v1/'.length)}/diskTypes/${type}`,
  });

const createConfigMap = (world: IncidentWorldUnderTest) =>
  askOverHttps(world, 'POST', '/api/v1/namespaces/default/configmaps', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {name: drawName('map')},
  });

const resolve = (world: IncidentWorldUnderTest) => resolveName(world.cloud.side, 'platform.rehearsal.example', 'A');

/** What the stand-in of quay.io answers to whoever pulls an image with a token. */
function pull(cloud: IncidentWorldUnderTest['cloud'], path: string, tag: string): number {
  const ask = (url: string, headers: Record<string, string>) =>
    cloud.handleRegistry('quay.io', {method: 'GET', url, headers, body: Buffer.alloc(0)});
  const granted = ask('/v2/auth', {});
  if (granted.status !== 200) return granted.status;
  const {token} = JSON.parse(String(granted.body)) as {token: string};
  return ask(`/v2/${path}/manifests/${tag}`, {authorization: `Bearer ${token}`}).status;
}

const repository = `us-central1-docker.pkg.dev/${project}/images/keycloak/keycloak`;
const digest = `sha256:${'0'.repeat(64)}`;
const tag = `${digest.replace(':', '-')}.sig`;

/** Puts an image with a signature into Artifact Registry, scanned an hour ago. */
function placeImage({cloud, clock}: IncidentWorldUnderTest): void {
  const {registry, repositories, services} = cloud.inspect();
  for (const name of ['artifactregistry', 'containeranalysis'])
    services[project]![`${name}.googleapis.com`] = {state: 'ENABLED', usableFromMs: 0};
  repositories[`projects/${project}/locations/us-central1/repositories/images`] = {format: 'DOCKER'};
  registry.scans[`${repository}@${digest}`] = {projectId: project, atMs: clock.now() - 3_600_000};
  registry.manifests[`${repository}@${digest}`] = {mediaType: 'application/vnd.oci.image.manifest.v1+json', text: '{}'};
  for (const name of ['1', tag]) registry.tags[`${repository}:${name}`] = digest;
}

function fetchManifest({cloud}: IncidentWorldUnderTest, reference: string): number {
  const url = `/v2/${project}/images/keycloak/keycloak/manifests/${reference}`;
  const request = {method: 'GET', url, headers: {authorization: `Bearer ${operatorToken}`}, body: Buffer.alloc(0)};
  return cloud.handleRegistry('us-central1-docker.pkg.dev', request).status;
}

/** What is seen on the way, and in Google’s plane. */
export function createGoogleObservations(key: Json): Readonly<Record<string, Observation>> {
  let token = '';
  let operation = '';
  const asDeployer = async (world: IncidentWorldUnderTest) => {
    if (token === '') ({token} = await exchangeKey(world, key));
    return world.call('GET', clusterPath, undefined, token);
  };
  const forgetToken = async () => {
    token = '';
  };
  return {
    'api-latency': takesLonger(8_000),
    'api-slow-close': takesLonger(20_000),
    'api-reset': answers(0),
    'api-too-many-requests': answers(429),
    'api-internal-errors': answers(500),
    'api-unavailable': answers(503),
    'image-missing': {
      isSeen: async ({cloud}) =>
        pull(cloud, 'keycloak/keycloak', '21.1.2') === 404 && pull(cloud, 'other/image', '1') === 200,
    },
    'image-vulnerable': {
      isSeen: async (world) => {
        placeImage(world);
        const filter = encodeURIComponent('kind="VULNERABILITY"');
        const {body} = await world.call('GET', `/v1/projects/${project}/occurrences?filter=${filter}`);
        return body.occurrences?.length === 1;
      },
    },
    'signature-missing': {
      isSeen: async (world) => {
        placeImage(world);
        return fetchManifest(world, tag) === 404 && fetchManifest(world, '1') === 200;
      },
    },
    'registry-too-many-requests': {
      parameters: {share: 1},
      isSeen: async ({cloud}) => pull(cloud, 'keycloak/keycloak', '21.1.2') === 429,
    },
    'response-lost': {
      parameters: {methods: 'compute\\.disks\\.insert', times: 1},
      isSeen: async (world) => (await createDisk(world, 'pd-standard')).status === 0,
    },
    'cluster-api-latency': {
      isSeen: async (world) => (await takeTime(world, askOverHttps(world, 'GET', '/version'))).tookMs >= 6_000,
    },
    'cluster-api-reset': {
      parameters: everyRequest,
      isSeen: async (world) => (await askOverHttps(world, 'GET', '/version')) === 0,
    },
    'cluster-api-unavailable': {isSeen: async (world) => (await askOverHttps(world, 'GET', '/version')) === 503},
    'cluster-response-lost': {parameters: everyRequest, isSeen: async (world) => (await createConfigMap(world)) === 0},
    stockout: {
      isSeen: async (world) =>
        String((await tryPool(world, {machineType: 'e2-standard-2'}, 1)).statusMessage).includes('GCE_STOCKOUT'),
    },
    'stockout-partial': {
      parameters: {machines: 'e2-.*', available: 1},
      isSeen: async (world) =>
        String((await tryPool(world, {machineType: 'e2-standard-2'}, 3)).statusMessage).includes(
          'Expected 3, running 1',
        ),
    },
    'quota-regional': {
      isSeen: async (world) =>
        (await readLimit(world, region, 'CPUS')) === 8 &&
        /Insufficient regional quota/.test(
          (await tryPool(world, {machineType: 'e2-standard-16'}, 3)).error?.message ?? '',
        ),
    },
    'quota-global': {
      isSeen: async (world) => (await readLimit(world, `/compute/v1/projects/${project}`, 'CPUS_ALL_REGIONS')) === 8,
    },
    'quota-gpus': {
      isSeen: async (world) => (await readLimit(world, `/compute/v1/projects/${project}`, 'GPUS_ALL_REGIONS')) === 0,
    },
    'quota-disks': {
      isSeen: async (world) => {
        const {body} = await createDisk(world, 'pd-ssd');
        return /Quota 'SSD_TOTAL_GB' exceeded/.test(JSON.stringify(body));
      },
    },
    'permission-revoked': {
      cure: forgetToken,
      isSeen: async (world) => (await asDeployer(world)).status === 403,
    },
    'operator-token-expired': {isSeen: async (world) => (await world.call('GET', zones)).status === 401},
    'deployer-token-expired': {isSeen: async (world) => (await asDeployer(world)).status === 401, cure: forgetToken},
    'key-deleted': {isSeen: async (world) => (await exchangeKey(world, key)).status === 400, cure: forgetToken},
    'account-disabled': {isSeen: async (world) => (await asDeployer(world)).status === 401, cure: forgetToken},
    'api-disabled': {
      isSeen: async (world) =>
        (await world.call('GET', clusterPath)).body.error?.details?.[0]?.reason === 'SERVICE_DISABLED',
    },
    'billing-unlinked': {
      isSeen: async (world) =>
        (await world.call('GET', `/v1/projects/${project}/billingInfo`)).body.billingEnabled !== true,
    },
    'policy-forbids-keys': {
      isSeen: async (world) => {
        const account = `/v1/projects/${project}/serviceAccounts/${key.client_email}`;
        const {status, body} = await world.call('POST', `${account}/keys`, {});
        return status === 400 && body.error.details[0].violations[0].type.endsWith('disableServiceAccountKeyCreation');
      },
    },
    'policy-restricts-locations': {
      isSeen: async (world) => {
        const bucket = {name: drawName('bucket'), location: 'US-CENTRAL1'};
        return (await world.call('POST', `/storage/v1/b?project=${project}`, bucket)).status === 412;
      },
    },
    'policy-restricts-services': {
      isSeen: async (world) =>
        /restrictServiceUsage/.test(
          (await world.call('GET', `/dns/v1/projects/${project}/managedZones`)).body.error?.message ?? '',
        ),
    },
    'project-deleted': {
      isSeen: async (world) => (await world.call('GET', `/v3/projects/${project}`)).body.state === 'DELETE_REQUESTED',
    },
    'policy-conflict': {
      isSeen: async (world) => {
        const {body: policy} = await world.call('POST', `/v1/projects/${project}:getIamPolicy`, {});
        return (await world.call('POST', `/v1/projects/${project}:setIamPolicy`, {policy})).status === 409;
      },
    },
    'operator-outside-networks': {
      async isSeen(world) {
        const cluster: Json = Object.values(world.cloud.inspect().clusters)[0] ?? {};
        cluster.request.masterAuthorizedNetworksConfig ??= {enabled: true, cidrBlocks: [{cidrBlock: '127.0.0.1/32'}]};
        return (await askOverHttps(world, 'GET', '/version', undefined, 500)) === 0;
      },
      cure: async (world) => {
        const cluster: Json = Object.values(world.cloud.inspect().clusters)[0] ?? {};
        delete cluster.request.masterAuthorizedNetworksConfig;
      },
    },
    'operation-stuck': {
      async isSeen(world) {
        if (operation === '') {
          const path = `${clusterPath}/prod/nodePools/default-pool:setSize`;
          operation = (await world.call('POST', path, {nodeCount: 3})).body.name;
          await world.clock.advance(2 * 3_600_000);
        }
        const path = `/v1/projects/${project}/locations/${zone}/operations/${operation}`;
        return (await world.call('GET', path)).body.status === 'RUNNING';
      },
    },
    'operation-lost': {
      async isSeen(world) {
        const list = `/v1/projects/${project}/locations/${zone}/operations`;
        const [first] = (await world.call('GET', list)).body.operations as Json[];
        return (await world.call('GET', `${list}/${first?.name}`)).status === 404;
      },
    },
    maintenance: {
      async isSeen(world) {
        const {body} = await world.call('GET', `/v1/projects/${project}/locations/${zone}/operations`);
        return (body.operations as Json[]).some(
          ({operationType, status}) => operationType === 'UPGRADE_MASTER' && status !== 'DONE',
        );
      },
    },
    'cluster-degraded': {
      isSeen: async (world) => (await world.call('GET', `${clusterPath}/prod`)).body.status === 'DEGRADED',
    },
    'dns-elsewhere': {isSeen: async (world) => resolve(world).values.includes('198.51.100.7')},
    'dns-not-propagated': {isSeen: async (world) => resolve(world).rcode === 'NXDOMAIN'},
    'dns-cname': {
      isSeen: async (world) =>
        world.cloud.side.lookup('platform.rehearsal.example', 'A').answers.some(({type}) => type === 'CNAME') &&
        resolve(world).values.length === 0,
    },
    'dns-missing': {isSeen: async (world) => resolve(world).values.length === 0},
    'dns-delegation': {isSeen: async (world) => resolve(world).rcode === 'NXDOMAIN'},
  };
}
