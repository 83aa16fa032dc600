import {expect, it} from 'vitest';
import {createManualClock} from '../../../../src/rehearsal/clock/virtual-clock.js';
import {createTestCloud, type TestCloud} from './create-test-cloud.js';

const project = 'acme-platform';
const zone = 'us-central1-a';
const clusters = `/v1/projects/${project}/locations/${zone}/clusters`;
const compute = `/compute/v1/projects/${project}`;

type Step = readonly [method: string, url: string, body: unknown, waitMs: number];

const steps: readonly Step[] = [
  ['POST', '/v1/projects', {projectId: project, parent: {type: 'organization', id: '1234567890'}}, 20_000],
  ['PUT', `/v1/projects/${project}/billingInfo`, {billingAccountName: 'billingAccounts/000000-111111-222222'}, 1_000],
  [
    'POST',
    `/v1/projects/${project}/services:batchEnable`,
    {serviceIds: ['container.googleapis.com', 'dns.googleapis.com']},
    150_000,
  ],
  ['POST', `/v1/projects/${project}/serviceAccounts`, {accountId: 'deployer'}, 5_000],
  ['POST', clusters, {cluster: {name: 'prod', initialNodeCount: 2}}, 90_000],
  ['POST', `${compute}/zones/${zone}/disks`, {name: 'conda', sizeGb: '50'}, 1_000],
  ['POST', `${compute}/regions/us-central1/addresses`, {name: 'ingress'}, 300_000],
  [
    'POST',
    `${clusters}/prod/nodePools`,
    {nodePool: {name: 'big', initialNodeCount: 3, config: {machineType: 'n2-standard-16'}}},
    50_000,
  ],
  ['POST', `/dns/v1/projects/${project}/managedZones`, {name: 'acme', dnsName: 'acme.test.', description: ''}, 120_000],
  ['PUT', `${clusters}/prod/nodePools/big`, {nodeVersion: '1.26.10-gke.1101000', imageType: 'COS_CONTAINERD'}, 200_000],
  ['DELETE', `${compute}/zones/${zone}/disks/conda`, undefined, 900_000],
  ['POST', `${clusters}/prod/nodePools/big:setSize`, {nodeCount: 1}, 300_000],
];

/** Walks the steps; where told, the world is saved and restored after each of them and once while it waits. */
async function walk(isInterrupted: boolean): Promise<unknown> {
  const clock = createManualClock(Date.UTC(2023, 11, 4, 9));
  let test: TestCloud = createTestCloud({clock});
  const restart = () => {
    if (!isInterrupted) return;
    const state = JSON.parse(JSON.stringify(test.cloud.snapshot()));
    test.cloud.stop();
    test = createTestCloud({clock, state});
  };
  for (const [method, url, body, waitMs] of steps) {
    const answer = await test.call(method, url, body);
    expect({url, status: answer.status, ...(answer.status !== 200 && {body: answer.body})}).toEqual({url, status: 200});
    restart();
    await clock.advance(waitMs / 3);
    restart();
    await clock.advance((2 * waitMs) / 3);
  }
  return test.cloud.snapshot();
}

it('ends the same whether or not the world was saved and restored on the way', async () => {
  expect(await walk(true)).toEqual(await walk(false));
});
