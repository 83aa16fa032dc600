import {createManualClock, type ManualClock} from '../../../../src/rehearsal/clock/virtual-clock.js';
import {type Cloud, createCloud} from '../../../../src/rehearsal/cloud/create-cloud.js';
import type {Json} from '../../../../src/rehearsal/cloud/json.js';
import type {IncidentsState} from '../../../../src/rehearsal/incidents/incident-state.js';
import {incidents as catalogue} from '../../../../src/rehearsal/incidents/incidents.js';
import {type Incidents, runIncidents} from '../../../../src/rehearsal/incidents/run-incidents.js';
import {serveWithIncidents} from '../../../../src/rehearsal/incidents/serve-incidents.js';
import {createNetwork, type Network} from '../../../../src/rehearsal/net/create-network.js';
import {type Clusters, createClusters} from '../../../../src/rehearsal/world/create-clusters.js';

export const operatorToken = 'operator-token';
export const project = 'acme';
export const zone = 'us-central1-a';
export const clusterPath = `/v1/projects/${project}/locations/${zone}/clusters`;

/** Cloud, network and clusters in this process, on a clock that moves when told. */
export interface IncidentWorldUnderTest {
  readonly clock: ManualClock;
  readonly cloud: Cloud;
  readonly clusters: Clusters;
  readonly network: Network;
  readonly incidents: Incidents;
  /** Sends JSON to Google’s APIs and to the control beside them, as the operator or with another token. */
  call(method: string, url: string, body?: unknown, token?: string): Promise<{status: number; body: Json}>;
  /** One request to the cluster’s API server. */
  kube(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
  ): Promise<{status: number; body: Json}>;
  pass(seconds: number): Promise<void>;
  stop(): Promise<void>;
}

/** A world with an operator, a billed project with its APIs and its zone, and no cluster yet. */
export async function startIncidentWorld(seed = 7, kept?: IncidentsState): Promise<IncidentWorldUnderTest> {
  const clock = createManualClock(Date.UTC(2023, 11, 4, 9));
  const network = await createNetwork({clock, seed, cloud: () => cloud.side, machineNow: () => Date.now()});
  let running: Incidents | undefined;
  const clusters = createClusters({
    clock,
    seed,
    network,
    cloud: () => cloud.side,
    onChange: () => {},
    incidents: () => running,
    onFailure: () => {},
  });
  const cloud: Cloud = createCloud({
    clock,
    seed,
    catalogue: '2023-12',
    controlPlanes: clusters,
    baseUrl: () => 'http://127.0.0.1:1',
    traits: {surpriseUpgrades: false, grantLagMs: [0, 0], enableLagMs: [0, 0]},
  });
  cloud.seedWorld({
    organizations: [{id: '1234567890', displayName: 'example.com'}],
    billingAccounts: [{id: '000000-111111-222222', displayName: 'Main'}],
    users: [{email: 'operator@example.com', token: operatorToken}],
    projects: [
      {
        projectId: project,
        parent: 'organizations/1234567890',
        billingAccount: '000000-111111-222222',
        services: ['container', 'compute', 'dns', 'iam', 'cloudresourcemanager'].map(
          (name) => `${name}.googleapis.com`,
        ),
        owners: ['operator@example.com'],
        dnsZones: [{name: 'rehearsal', dnsName: 'rehearsal.example.'}],
      },
    ],
  });
  const incidents = runIncidents(
    {clock, seed, cloud, clusters: clusters.list, kube: clusters.kube, onChange: () => {}},
    catalogue,
    kept,
  );
  running = incidents;
  const serve = serveWithIncidents(cloud, incidents);
  return {
    clock,
    cloud,
    clusters,
    network,
    incidents,
    async call(method, url, body, token = operatorToken) {
      const response = await serve({
        method,
        url,
        headers: {authorization: `Bearer ${token}`, 'content-type': 'application/json'},
        body: Buffer.from(body === undefined ? '' : JSON.stringify(body)),
      });
      if (response.isReset) return {status: 0, body: {}};
      await response.linger;
      const text = response.body.toString();
      return {status: response.status, body: text ? JSON.parse(text) : {}};
    },
    kube: async (method, path, body) => {
      const [cluster] = clusters.list();
      const contentType = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
      return clusters.kube(cluster?.uid ?? '', 'admin').request({
        method,
        path,
        contentType,
        ...(body === undefined ? {} : {body}),
      });
    },
    async pass(seconds) {
      for (let step = 0; step < seconds * 2; step++) await clock.advance(500);
    },
    async stop() {
      incidents.stop();
      cloud.stop();
      await clusters.stop();
      await network.close();
    },
  };
}
