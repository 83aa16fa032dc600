import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import {Agent, request} from 'node:https';
import {join} from 'node:path';

/** Where the large world has its cluster. */
export const zone = 'northamerica-northeast1-a';
export const clusterPath = `/v1/projects/rehearsal-dns/locations/${zone}/clusters`;

const mergePatch = {'content-type': 'application/merge-patch+json'};

// biome-ignore lint/suspicious/noExplicitAny: an open record; each reader narrows what it uses
type Body = any;

/** The running rehearsal of a working directory, as its clients see it. */
export interface WorldClient {
  readonly pid: number;
  /** One request to Google's APIs; refusals throw. */
  google(method: string, path: string, body?: unknown): Promise<Body>;
  /** One request to the cluster, patches as merge patches; refusals throw. */
  kube(method: string, path: string, body?: unknown): Promise<Body>;
  /** Opens a watch; `onLine` hears each event. Returns how to close it. */
  watch(path: string, onLine: () => void): Promise<() => void>;
  /** The largest that the world's process has been, in MiB, as the kernel counted it. */
  peakMib(): number;
}

/** A client of the rehearsal that runs in `directory`; `cluster` below `path` is the one that it asks, once that is there. */
export function createWorldClient(directory: string, cluster: string, path = clusterPath): WorldClient {
  const base = join(directory, '.shakinstall', 'rehearsal');
  const {apiRoot, pid} = JSON.parse(readFileSync(join(base, 'environment.json'), 'utf8'));
  const token = readFileSync(join(base, 'operator-token'), 'utf8').trim();
  // A world that was restored is another process behind the same port: no connection is kept for it.
  const headers = {authorization: `Bearer ${token}`, 'content-type': 'application/json', connection: 'close'};
  const google: WorldClient['google'] = async (method, path, body) => {
    const sent = body === undefined ? {} : {body: JSON.stringify(body)};
    const answer = await fetch(`${apiRoot}${path}`, {method, headers, ...sent});
    const document = await answer.json();
    if (!answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(document)}`);
    return document;
  };
  let connection: Promise<{root: string; ca: Buffer; agent: Agent}> | undefined;
  const connect = () => {
    connection ??= google('GET', `${path}/${cluster}`).then(({endpoint, masterAuth}) => {
      const ca = Buffer.from(masterAuth.clusterCaCertificate, 'base64');
      return {root: `https://${endpoint}`, ca, agent: new Agent({ca, keepAlive: true, maxSockets: 32})};
    });
    return connection;
  };
  return {
    pid,
    google,
    async kube(method, path, body) {
      const {root, agent} = await connect();
      const outgoing = request(`${root}${path}`, {
        method,
        agent,
        headers: method === 'PATCH' ? {...headers, ...mergePatch} : headers,
      });
      outgoing.end(body === undefined ? undefined : JSON.stringify(body));
      const [incoming] = await once(outgoing, 'response');
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk);
      const text = Buffer.concat(chunks).toString();
      if (incoming.statusCode >= 400) throw new Error(`${method} ${path}: ${incoming.statusCode} ${text}`);
      return JSON.parse(text);
    },
    async watch(path, onLine) {
      const {root, ca} = await connect();
      const outgoing = request(`${root}${path}`, {agent: new Agent({ca}), headers});
      outgoing.on('error', () => {});
      outgoing.end();
      const [incoming] = await once(outgoing, 'response');
      incoming.on('data', (bytes: Buffer) => {
        for (const byte of bytes) if (byte === 10) onLine();
      });
      return () => outgoing.destroy();
    },
    peakMib: () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024,
  };
}
