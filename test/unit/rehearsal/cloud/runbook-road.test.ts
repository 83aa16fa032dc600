import {createSign} from 'node:crypto';
import {expect, it} from 'vitest';
import {createReadyProject, createTestCloud} from './create-test-cloud.js';

const project = 'acme-platform';
const zone = 'us-central1-a';
const clusters = `/v1/projects/${project}/locations/${zone}/clusters`;

it('walks the road of the deployment document', async () => {
  const test = createTestCloud();
  const {call, clock, planes, cloud} = test;

  const early = await call('GET', clusters);
  expect(early.status).toBe(403);
  await createReadyProject(test);

  const account = await call('POST', `/v1/projects/${project}/serviceAccounts`, {
    accountId: 'deployer',
    serviceAccount: {displayName: 'Deployer'},
  });
  expect(account.status).toBe(200);
  const {email} = account.body;
  await clock.advance(15_000);
  const before = await call('POST', `/v1/projects/${project}:getIamPolicy`, {options: {requestedPolicyVersion: 3}});
  const binding = {role: 'roles/container.admin', members: [`serviceAccount:${email}`]};
  const policy = {...before.body, version: 3, bindings: [...before.body.bindings, binding]};
  expect((await call('POST', `/v1/projects/${project}:setIamPolicy`, {policy})).status).toBe(200);
  expect((await call('POST', `/v1/projects/${project}:setIamPolicy`, {policy})).status).toBe(409);

  const key = await call('POST', `/v1/projects/-/serviceAccounts/${email}/keys`, {});
  const credentials = JSON.parse(Buffer.from(key.body.privateKeyData, 'base64').toString());
  const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const unsigned = `${encode({alg: 'RS256', kid: credentials.private_key_id})}.${encode({iss: email, aud: 'x', iat: 1, exp: 2})}`;
  const signature = createSign('RSA-SHA256').update(unsigned).sign(credentials.private_key, 'base64url');
  const grant = (assertion: string) =>
    cloud.handle({
      method: 'POST',
      url: '/token',
      headers: {'content-type': 'application/x-www-form-urlencoded'},
      body: Buffer.from(
        new URLSearchParams({grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion}).toString(),
      ),
    });
  expect((await grant(`${unsigned}.AAAA`)).status).toBe(400);
  const token = JSON.parse((await grant(`${unsigned}.${signature}`)).body.toString()).access_token;
  expect(cloud.side.identify(token)).toEqual({email, isServiceAccount: true});
  expect((await call('GET', clusters, undefined, token)).status).toBe(403);
  await clock.advance(90_000);
  expect((await call('GET', clusters, undefined, token)).status).toBe(200);

  const created = await call('POST', clusters, {
    cluster: {
      name: 'prod',
      initialClusterVersion: '1.27',
      releaseChannel: {channel: 2},
      nodePools: [
        {
          name: 'system',
          initialNodeCount: 2,
          autoscaling: {enabled: true, minNodeCount: 2, maxNodeCount: 4},
          config: {machineType: 'e2-standard-2', labels: {'hyperplane.dev/nodeType': 'hyperplane-system-pool'}},
        },
      ],
    },
  });
  expect(created.status, JSON.stringify(created.body)).toBe(200);
  const busy = await call('POST', `${clusters}/prod/nodePools`, {nodePool: {name: 'late', initialNodeCount: 1}});
  expect(busy.body.error.message).toContain('currently being created');
  const operation = `/v1/projects/${project}/locations/${zone}/operations/${created.body.name}`;
  await clock.advance(100_000);
  expect((await call('GET', operation)).body.status).toBe('RUNNING');
  await clock.advance(300_000);
  expect((await call('GET', operation)).body.status).toBe('DONE');
  const cluster = await call('GET', `${clusters}/prod`);
  expect(cluster.body).toMatchObject({
    status: 'RUNNING',
    endpoint: '34.10.20.30',
    currentMasterVersion: '1.27.7-gke.1121000',
    currentNodeCount: 2,
  });
  expect(planes.nodes.get(cluster.body.id)).toHaveLength(2);

  const pool = await call('POST', `${clusters}/prod/nodePools`, {
    nodePool: {
      name: 'gpu',
      initialNodeCount: 1,
      config: {
        machineType: 'n1-highmem-32',
        accelerators: [{acceleratorType: 'nvidia-tesla-t4', acceleratorCount: '4'}],
      },
    },
  });
  expect(pool.status, JSON.stringify(pool.body)).toBe(200);
  await clock.advance(160_000);
  expect(planes.nodes.get(cluster.body.id)?.filter((node) => node.gpu)).toHaveLength(1);

  const {id} = cluster.body;
  expect(cloud.side.isReachable(id, 'control-plane', 'tcp', 10250)).toBe(true);
  expect(cloud.side.isReachable(id, 'control-plane', 'tcp', 15017)).toBe(false);
  const rule = {
    name: 'istio',
    network: 'global/networks/default',
    allowed: [{IPProtocol: 'tcp', ports: ['15017']}],
    sourceRanges: ['0.0.0.0/0'],
  };
  expect((await call('POST', `/compute/v1/projects/${project}/global/firewalls`, rule)).status).toBe(200);
  expect(cloud.side.isReachable(id, 'control-plane', 'tcp', 15017)).toBe(true);

  const disk = await call('POST', `/compute/v1/projects/${project}/zones/${zone}/disks`, {
    name: 'shakudo-conda-disk',
    sizeGb: '50',
  });
  expect(disk.status).toBe(200);
  await clock.advance(8_000);
  expect(
    (await call('GET', `/compute/v1/projects/${project}/zones/${zone}/disks/shakudo-conda-disk`)).body,
  ).toMatchObject({status: 'READY', sizeGb: '50'});

  const address = cloud.side.acquireAddress(id, {
    namespace: 'istio-system',
    name: 'istio-ingressgateway',
    isInternal: false,
    ports: [15021, 80, 443],
  });
  expect(address).toHaveProperty('address');
  expect(cloud.side.isReachable(id, 'internet', 'tcp', 443)).toBe(true);

  await call('POST', `/dns/v1/projects/${project}/managedZones`, {
    name: 'acme',
    dnsName: 'acme.test.',
    description: 'zone',
  });
  const record = {name: '*.acme.test.', type: 'A', ttl: 300, rrdatas: ['address' in address ? address.address : '']};
  expect(
    (await call('POST', `/dns/v1/projects/${project}/managedZones/acme/changes`, {additions: [record]})).status,
  ).toBe(200);
  expect(cloud.side.lookup('dash.acme.test', 'A').answers).toHaveLength(1);

  const bucket = await call('POST', `/storage/v1/b?project=${project}`, {name: 'acme-jobs', location: 'us-central1'});
  expect(bucket.status, JSON.stringify(bucket.body)).toBe(200);
  expect((await call('GET', '/v1/nothing/here')).status).toBe(501);
  expect(JSON.parse(JSON.stringify(cloud.snapshot()))).toEqual(cloud.snapshot());
});
