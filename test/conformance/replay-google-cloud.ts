import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {createManualClock, type ManualClock} from '../../src/rehearsal/clock/virtual-clock.js';
import {type Cloud, createCloud} from '../../src/rehearsal/cloud/create-cloud.js';
import {compareStructure, type StructureComparison} from './compare-structure.js';
import {createPlaceholders} from './placeholders.js';

/** One recorded exchange, as the files hold them. */
export interface RecordedExchange {
  readonly note?: string;
  readonly request: {readonly method: string; readonly url: string; readonly body?: unknown};
  readonly response: {readonly status: number; readonly body?: unknown};
}

export interface ReplayedExchange {
  readonly file: string;
  readonly index: number;
  /** Method and recorded path. */
  readonly request: string;
  readonly service: string;
  readonly expectedStatus: number;
  readonly status: number;
  readonly comparison: StructureComparison;
  readonly answer: string;
}

/** Where the recordings lie beside the project, where they do. */
export const recordingsUrl = new URL('../../../shared/recordings/google-cloud/', import.meta.url);

const services = [
  'artifactregistry',
  'cloudkms',
  'cloudresourcemanager',
  'compute',
  'container',
  'dns',
  'iam',
  'pubsub',
  'secretmanager',
].map((name) => `${name}.googleapis.com`);
const owner = 'user@example.com';

function createWorld(clock: ManualClock): Cloud {
  const cloud = createCloud({
    clock,
    seed: 5,
    catalogue: '2026-11',
    baseUrl: () => 'http://127.0.0.1:1',
    traits: {surpriseUpgrades: false},
    controlPlanes: {
      create: async () => ({endpoint: '34.10.20.30', caCertificate: 'Q0E='}),
      delete: async () => {},
      setVersion: async () => {},
      setNodes: async () => {},
    },
  });
  cloud.seedWorld({
    organizations: [{id: '123450001', displayName: 'example.com'}],
    folders: [{id: '123451001', displayName: 'tests', parent: 'organizations/123450001'}],
    billingAccounts: [{id: '123456-777777-000001', displayName: 'Main'}],
    users: [
      {
        email: owner,
        token: 'token',
        grants: [
          {resource: 'organizations/123450001', role: 'roles/resourcemanager.projectCreator'},
          {resource: 'organizations/123450001', role: 'roles/resourcemanager.projectDeleter'},
          {resource: 'organizations/123450001', role: 'roles/resourcemanager.projectIamAdmin'},
          {resource: 'billingAccounts/123456-777777-000001', role: 'roles/billing.user'},
        ],
      },
    ],
    projects: [
      {
        projectId: 'acme-test',
        parent: 'organizations/123450001',
        billingAccount: '123456-777777-000001',
        services,
        owners: [owner],
      },
    ],
  });
  return cloud;
}

/** Sends one file's requests in order to a fresh world; a quarter of an hour passes between them. */
export async function replayExchanges(
  file: string,
  exchanges: readonly RecordedExchange[],
): Promise<ReplayedExchange[]> {
  const clock = createManualClock(Date.UTC(2026, 10, 20, 9));
  const cloud = createWorld(clock);
  const placeholders = createPlaceholders(exchanges);
  const replayed: ReplayedExchange[] = [];
  for (const [index, {request, response}] of exchanges.entries()) {
    await clock.advance(900_000);
    const url = placeholders.fill(request.url, request.method, request.body) as string;
    const body =
      request.body === undefined || request.body === null
        ? ''
        : JSON.stringify(placeholders.fill(request.body, request.method, request.body));
    const answer = await cloud.handle({
      method: request.method,
      url,
      headers: {authorization: 'Bearer token', 'content-type': 'application/json'},
      body: Buffer.from(body),
    });
    const text = answer.body.toString();
    const parsed: unknown = text ? JSON.parse(text) : undefined;
    placeholders.learn(response.body, parsed);
    replayed.push({
      file,
      index,
      request: `${request.method} ${request.url.replace(/^https:\/\/[^/]+/, '')}`,
      service: new URL(request.url.replaceAll('$', '')).hostname,
      expectedStatus: response.status,
      status: answer.status,
      comparison: compareStructure(response.body ?? undefined, parsed),
      answer: text,
    });
  }
  cloud.stop();
  return replayed;
}

/** Files of a folder of recordings, with their exchanges. */
export function readRecordings(
  folder: URL,
): ReadonlyArray<readonly [file: string, exchanges: readonly RecordedExchange[]]> {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => [file, JSON.parse(readFileSync(new URL(file, folder), 'utf8')).exchanges] as const);
}

/** Replays every recording of a folder. */
export async function replayGoogleCloud(folder: URL): Promise<ReplayedExchange[]> {
  const all: ReplayedExchange[] = [];
  for (const [file, exchanges] of readRecordings(folder)) all.push(...(await replayExchanges(file, exchanges)));
  return all;
}
