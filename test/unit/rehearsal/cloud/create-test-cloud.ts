import {createManualClock, type ManualClock} from '../../../../src/rehearsal/clock/virtual-clock.js';
import type {CloudTraits} from '../../../../src/rehearsal/cloud/cloud-context.js';
import type {CloudState} from '../../../../src/rehearsal/cloud/cloud-state.js';
import {type Cloud, createCloud} from '../../../../src/rehearsal/cloud/create-cloud.js';
import type {Json} from '../../../../src/rehearsal/cloud/json.js';
import type {ControlPlaneSpec, ControlPlanes, NodeSpec} from '../../../../src/rehearsal/seams/control-planes.js';

/** What a recording Kubernetes side was told. */
interface RecordedPlanes extends ControlPlanes {
  drainNode: (uid: string, node: string) => Promise<boolean>;
  readonly created: ControlPlaneSpec[];
  readonly deleted: string[];
  readonly nodes: Map<string, readonly NodeSpec[]>;
}

function createRecordedPlanes(): RecordedPlanes {
  const nodes = new Map<string, readonly NodeSpec[]>();
  const created: ControlPlaneSpec[] = [];
  const deleted: string[] = [];
  return {
    created,
    deleted,
    nodes,
    async create(spec) {
      created.push(spec);
      return {endpoint: '34.10.20.30', caCertificate: 'Q0E='};
    },
    async delete(uid) {
      deleted.push(uid);
    },
    async setVersion() {},
    drainNode: async () => true,
    async setNodes(uid, list) {
      nodes.set(uid, list);
    },
  };
}

export interface TestCloud {
  readonly cloud: Cloud;
  readonly clock: ManualClock;
  readonly planes: RecordedPlanes;
  /** Sends JSON as the owner, or with another token. */
  call(method: string, url: string, body?: unknown, token?: string): Promise<{status: number; body: Json}>;
}

export interface TestCloudOptions {
  readonly catalogue?: '2023-12' | '2026-11';
  readonly traits?: Partial<CloudTraits>;
  readonly state?: CloudState;
  readonly clock?: ManualClock;
}

const ownerToken = 'owner-token';
export const strangerToken = 'stranger-token';

/** A cloud with one organization, one billing account, an owner of both and a stranger. */
export function createTestCloud(options: TestCloudOptions = {}): TestCloud {
  const clock = options.clock ?? createManualClock(Date.UTC(2023, 11, 4, 9));
  const planes = createRecordedPlanes();
  const cloud = createCloud({
    clock,
    seed: 7,
    catalogue: options.catalogue ?? '2023-12',
    controlPlanes: planes,
    baseUrl: () => 'http://127.0.0.1:1',
    traits: {surpriseUpgrades: false, ...options.traits},
    ...(options.state && {state: options.state}),
  });
  if (!options.state) {
    cloud.seedWorld({
      organizations: [{id: '1234567890', displayName: 'example.com'}],
      billingAccounts: [{id: '000000-111111-222222', displayName: 'Main'}],
      users: [
        {
          email: 'owner@example.com',
          token: ownerToken,
          grants: [
            {resource: 'organizations/1234567890', role: 'roles/resourcemanager.projectCreator'},
            {resource: 'billingAccounts/000000-111111-222222', role: 'roles/billing.user'},
          ],
        },
        {email: 'stranger@example.com', token: strangerToken},
      ],
    });
  }
  const call: TestCloud['call'] = async (method, url, body, token = ownerToken) => {
    const response = await cloud.handle({
      method,
      url,
      headers: {authorization: `Bearer ${token}`, 'content-type': 'application/json'},
      body: Buffer.from(body === undefined ? '' : JSON.stringify(body)),
    });
    const text = response.body.toString();
    return {status: response.status, body: text ? JSON.parse(text) : {}};
  };
  return {cloud, clock, planes, call};
}

/** A project that is billed, with the APIs that a cluster needs, all of it felt. */
export async function createReadyProject(test: TestCloud, projectId = 'acme-platform'): Promise<void> {
  await test.call('POST', '/v1/projects', {
    projectId,
    name: projectId,
    parent: {type: 'organization', id: '1234567890'},
  });
  await test.clock.advance(20_000);
  await test.call('PUT', `/v1/projects/${projectId}/billingInfo`, {
    billingAccountName: 'billingAccounts/000000-111111-222222',
  });
  const serviceIds = [
    'container.googleapis.com',
    'compute.googleapis.com',
    'dns.googleapis.com',
    'iam.googleapis.com',
    'artifactregistry.googleapis.com',
  ];
  await test.call('POST', `/v1/projects/${projectId}/services:batchEnable`, {serviceIds});
  await test.clock.advance(180_000);
}
