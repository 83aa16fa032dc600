import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {gunzipSync} from 'node:zlib';
import {compareStructure, type StructureComparison} from './compare-structure.js';
import {normalizeKubernetes} from './normalize-kubernetes.js';
import {kubernetesRecordingsUrl, startRecordedCluster} from './replay-kubernetes.js';

/** One exchange of a real client with a real API server. */
interface ClientExchange {
  readonly n: number;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly accept?: string;
    readonly contentType?: string;
    readonly body?: unknown;
  };
  readonly response: {readonly status: number; readonly contentType?: string; readonly body?: unknown};
}

/** One of them as the rehearsal answered it. */
export interface ReplayedClientExchange {
  /** Such as `kubectl-1.33.9`. */
  readonly client: string;
  readonly request: string;
  readonly expectedStatus: number;
  readonly status: number;
  /** Undefined where the recording holds protobuf, or leaves the body out. */
  readonly comparison: StructureComparison | undefined;
  readonly answer: string;
}

const clientsUrl = new URL('clients/', kubernetesRecordingsUrl);

export const hasClientRecordings = () => existsSync(clientsUrl);

/** How long a client is taken to have looked on before it saw what it then acted upon, in the cluster's time. */
const longestWaitMs = 60_000;
const stepMs = 1_000;

type Body = Readonly<Record<string, unknown>> | undefined;

const nameOf = (item: unknown) => (item as {metadata?: {name?: string}} | undefined)?.metadata?.name ?? '';
const uidOf = (item: unknown) => (item as {metadata?: {uid?: string}} | undefined)?.metadata?.uid ?? '';
const revisionOf = (item: unknown) =>
  (item as {metadata?: {resourceVersion?: string}} | undefined)?.metadata?.resourceVersion ?? '';

/** Names with random ends, uids and revisions of the recording, as they are here. */
function createNames() {
  const known = new Map<string, string>();
  const learnOne = (then: unknown, now: unknown) => {
    for (const read of [nameOf, uidOf, revisionOf]) {
      const [old, own] = [read(then), read(now)];
      if (old !== '' && own !== '' && old !== own) known.set(old, own);
    }
  };
  return {
    learn(then: Body, now: Body) {
      learnOne(then, now);
      const rows = (body: Body) => ((body?.items ?? (body?.rows as unknown)) as readonly unknown[] | undefined) ?? [];
      const objects = (body: Body) =>
        rows(body)
          .map((row) => (row as {object?: unknown}).object ?? row)
          .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
      const [old, own] = [objects(then), objects(now)];
      if (old.length === own.length) for (const [index, item] of old.entries()) learnOne(item, own[index]);
    },
    fill(text: string) {
      let filled = text;
      for (const [old, own] of known)
        filled = /^\d+$/.test(old)
          ? filled
              .replaceAll(`resourceVersion=${old}`, `resourceVersion=${own}`)
              .replaceAll(`"resourceVersion":"${old}"`, `"resourceVersion":"${own}"`)
              .replaceAll(
                `"path":"/metadata/resourceVersion","value":"${old}"`,
                `"path":"/metadata/resourceVersion","value":"${own}"`,
              )
          : filled.replaceAll(old, own);
      return filled;
    },
  };
}

const isLeftOut = (body: unknown) =>
  typeof body === 'object' && body !== null && ('omitted' in body || 'omittedBytes' in body || 'base64' in body);

function readBody(body: unknown, fill: (text: string) => string): unknown {
  if (body === undefined || body === null) return undefined;
  if (typeof body === 'object' && 'base64' in body) return Buffer.from(String(body.base64), 'base64');
  return fill(typeof body === 'string' ? body : JSON.stringify(body));
}

const parse = (text: string): Body => {
  try {
    return JSON.parse(text) as Body;
  } catch {
    return undefined;
  }
};

/** Sends what each client sent, in its order, to a cluster of its own. What was answered with 304 asked by a tag that is not recorded. */
export async function replayKubernetesClients(): Promise<readonly ReplayedClientExchange[]> {
  const replayed: ReplayedClientExchange[] = [];
  for (const file of readdirSync(clientsUrl).sort()) {
    const {exchanges} = JSON.parse(gunzipSync(readFileSync(new URL(file, clientsUrl))).toString()) as {
      exchanges: readonly ClientExchange[];
    };
    const cluster = await startRecordedCluster();
    const names = createNames();
    for (const {request, response} of exchanges) {
      if (response.status === 304) continue;
      const path = names.fill(request.path);
      const sent = {...request, path, body: readBody(request.body, names.fill)};
      const look = async () => {
        const answer = await cluster.send(sent, path, 'admin');
        const text = String(answer.body);
        const isCompared = !isLeftOut(response.body) && response.contentType?.startsWith('application/json') === true;
        const comparison = isCompared
          ? compareStructure(normalizeKubernetes(response.body), normalizeKubernetes(parse(text)))
          : undefined;
        return {status: answer.status, text, comparison};
      };
      const lacks = ({status, comparison}: Awaited<ReturnType<typeof look>>) =>
        status === response.status
          ? (comparison?.differences.filter(({kind}) => kind === 'missing').length ?? 0)
          : Number.POSITIVE_INFINITY;
      let found = await look();
      // What is still to come is waited for; what is there too early stays.
      for (
        let waitedMs = 0;
        request.method === 'GET' && waitedMs < longestWaitMs && lacks(found) > 0;
        waitedMs += stepMs
      ) {
        await cluster.pass(stepMs);
        const next = await look();
        if (lacks(next) < lacks(found)) found = next;
      }
      names.learn(response.body as Body, parse(found.text));
      replayed.push({
        client: file.replace('.json.gz', ''),
        request: `${request.method} ${request.path}`,
        expectedStatus: response.status,
        status: found.status,
        comparison: found.comparison,
        answer: found.text,
      });
    }
    await cluster.stop();
  }
  return replayed;
}
