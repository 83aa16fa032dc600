import {createSign} from 'node:crypto';
import {request} from 'node:https';
import type {Json} from '../../../../src/rehearsal/cloud/json.js';
import type {IncidentState} from '../../../../src/rehearsal/incidents/incident-state.js';
import {clusterPath, type IncidentWorldUnderTest, operatorToken, zone} from './start-incident-world.js';

/** How an incident shows itself to clients, and what mends what stays behind when its cause is gone. */
export interface Observation {
  readonly parameters?: Readonly<Record<string, string | number>>;
  /** Whether the stated symptom is there. */
  isSeen(world: IncidentWorldUnderTest, incident: IncidentState): Promise<boolean>;
  /** What an operator does after the cause has gone. */
  cure?(world: IncidentWorldUnderTest, incident: IncidentState): Promise<unknown>;
}

/** Lets time pass until a promise settles; tells how long it took, in virtual milliseconds. */
export async function takeTime<T>(
  world: IncidentWorldUnderTest,
  promise: Promise<T>,
): Promise<{readonly value: T; readonly tookMs: number}> {
  const startMs = world.clock.now();
  let isDone = false;
  const settled = promise.finally(() => {
    isDone = true;
  });
  settled.catch(() => undefined);
  while (!isDone) {
    await world.clock.advance(250);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return {value: await settled, tookMs: world.clock.now() - startMs};
}

/** A request over HTTPS as kubectl sends it; status 0 where the connection breaks. */
export async function askOverHttps(
  world: IncidentWorldUnderTest,
  method: string,
  path: string,
  body?: object,
  /** After so many real milliseconds of silence it is given up: nobody answers whom a network keeps out. */
  patienceMs?: number,
): Promise<number> {
  const spec = await world.cloud.inspect().clusters[`${clusterPath.slice('/v1/'.length)}/prod`]?.endpoint;
  const [host, port] = String(spec).split(':');
  return new Promise((resolve) => {
    const outgoing = request(
      {
        host,
        port,
        method,
        path,
        // The cluster’s own authority is not what is tested here.
        rejectUnauthorized: false,
        agent: false,
        headers: {authorization: `Bearer ${operatorToken}`, 'content-type': 'application/json'},
      },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      },
    );
    if (patienceMs !== undefined) outgoing.setTimeout(patienceMs, () => outgoing.destroy());
    outgoing.on('error', () => resolve(0));
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** Asks for an access token with a service account’s key. https://developers.google.com/identity/protocols/oauth2/service-account#authorizingrequests */
export async function exchangeKey(world: IncidentWorldUnderTest, key: Json): Promise<{status: number; token: string}> {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const nowSeconds = Math.floor(world.clock.now() / 1000);
  const claims = {
    iss: key.client_email,
    scope: 'https://www.googleapis.com/auth/cloud-platform https://www.googleapis.com/auth/userinfo.email',
    aud: 'https://oauth2.googleapis.com/token',
    iat: nowSeconds,
    exp: nowSeconds + 3600,
  };
  const unsigned = `${encode({alg: 'RS256', typ: 'JWT', kid: key.private_key_id})}.${encode(claims)}`;
  const signature = createSign('RSA-SHA256').update(unsigned).sign(key.private_key, 'base64url');
  const form = new URLSearchParams({
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    assertion: `${unsigned}.${signature}`,
  });
  const response = await world.cloud.handle({
    method: 'POST',
    url: '/token',
    headers: {'content-type': 'application/x-www-form-urlencoded'},
    body: Buffer.from(form.toString()),
  });
  return {status: response.status, token: JSON.parse(response.body.toString()).access_token ?? ''};
}

/** A value of an incident that is `namespace/name`. */
export function splitName(incident: IncidentState, parameter: string): {namespace: string; name: string} {
  const [namespace = '', name = ''] = String(incident.parameters[parameter]).split('/');
  return {namespace, name};
}

/** The pods of the Deployment that an incident befell. */
export async function listVictims(world: IncidentWorldUnderTest, incident: IncidentState): Promise<Json[]> {
  const {namespace, name} = splitName(incident, 'workload');
  const {body} = await world.kube('GET', `/api/v1/namespaces/${namespace}/pods`);
  return (body.items as Json[]).filter(({metadata}) => metadata.name.startsWith(`${name}-`));
}

let serial = 0;

/** A name that no other test took. */
export function drawName(prefix: string): string {
  serial++;
  return `${prefix}-${serial}`;
}

/** Makes a pool, waits until its operation is done, and takes the pool away again; returns the finished operation. */
export async function tryPool(world: IncidentWorldUnderTest, config: Json, nodes: number): Promise<Json> {
  const name = drawName('pool');
  const asked = await world.call('POST', `${clusterPath}/prod/nodePools`, {
    nodePool: {name, initialNodeCount: nodes, config},
  });
  if (asked.status !== 200) return asked.body;
  await world.clock.advance(45 * 60_000);
  const {body: done} = await world.call('GET', `${clusterPath.replace(/clusters$/, '')}operations/${asked.body.name}`);
  await world.call('DELETE', `${clusterPath}/prod/nodePools/${name}`);
  await world.clock.advance(15 * 60_000);
  return done;
}

export const computePath = (project: string) => `/compute/v1/projects/${project}/zones/${zone}`;
