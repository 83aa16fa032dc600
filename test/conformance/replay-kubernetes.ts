import {existsSync, readFileSync} from 'node:fs';
import {request as requestHttps} from 'node:https';
import {createManualClock, type ManualClock} from '../../src/rehearsal/clock/virtual-clock.js';
import {knownBehaviours} from '../../src/rehearsal/controllers/behaviours/workload-behaviours.data.js';
import {createNodeFeed} from '../../src/rehearsal/controllers/nodes/node-feed.js';
import {runControllers} from '../../src/rehearsal/controllers/run-controllers.js';
import {createApiServer} from '../../src/rehearsal/kube/create-api-server.js';
import {createNetwork} from '../../src/rehearsal/net/create-network.js';
import {createFakeCloud} from '../unit/rehearsal/controllers/fake-cloud-side.js';
import {testNode} from '../unit/rehearsal/controllers/start-cluster.js';
import {compareStructure, type StructureComparison} from './compare-structure.js';
import {normalizeKubernetes} from './normalize-kubernetes.js';

interface RecordedEvent {
  readonly type: string;
  readonly object: unknown;
}

/** One recorded exchange with an API server. */
export interface KubernetesExchange {
  readonly note: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly accept?: string;
    readonly contentType?: string;
    readonly body?: unknown;
    readonly token?: string;
  };
  readonly response: {
    readonly status: number;
    readonly contentType?: string;
    readonly warning?: string | null;
    readonly body?: unknown;
    readonly events?: readonly RecordedEvent[];
  };
}

export interface ReplayedKubernetesExchange {
  readonly file: string;
  readonly index: number;
  readonly note: string;
  /** Method and recorded path. */
  readonly request: string;
  readonly expectedStatus: number;
  readonly status: number;
  readonly comparison: StructureComparison;
  readonly answer: unknown;
}

/** Where the recordings lie beside the project, where they do. */
export const kubernetesRecordingsUrl = new URL('../../../shared/recordings/kubernetes-1.27/', import.meta.url);

/** In the order in which they were recorded, on one cluster. */
const kubernetesRecordings = [
  'discovery',
  'namespaces',
  'configmaps',
  'deployments',
  'services-jobs-sets',
  'server-side-apply',
  'watch',
  'custom-resources',
  'access',
];

export const hasKubernetesRecordings = () => existsSync(kubernetesRecordingsUrl);

const readRecording = (name: string, directory: URL) =>
  (
    JSON.parse(readFileSync(new URL(`${name}.json`, directory), 'utf8')) as {
      exchanges: readonly KubernetesExchange[];
    }
  ).exchanges;

interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly warning: string | undefined;
  readonly body: unknown;
}

/** A watch while it runs. */
interface OpenStream {
  readonly isRefused: boolean;
  countEvents(): number;
  stop(): void;
}

const passSteps = async (clock: ManualClock, milliseconds: number) => {
  for (let passed = 0; passed < milliseconds; passed += 250) await clock.advance(Math.min(250, milliseconds - passed));
};

const parseBody = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** A cluster as the recordings had it: three nodes, and controllers at work. */
export async function startRecordedCluster() {
  const clock = createManualClock(Date.UTC(2026, 10, 20, 13, 15));
  const cloud = createFakeCloud();
  const network = await createNetwork({clock, seed: 1, cloud: () => cloud, machineNow: () => Date.now()});
  const admin = {username: 'admin', groups: ['system:masters']};
  const known: Record<string, {username: string; groups: string[]}> = {
    admin,
    none: {username: 'system:anonymous', groups: ['system:unauthenticated']},
  };
  const server = createApiServer({
    clock,
    seed: 1,
    gitVersion: 'v1.27.7',
    authenticate: (token) => known[token],
    callWebhook: (target, review) => network.callWebhook('c1', target, review),
  });
  const {endpoint, caCertificate} = await server.listen();
  const controllers = runControllers({
    transport: (user) => server.localTransport(user),
    clock,
    seed: 7,
    cloud,
    cluster: {
      uid: 'c1',
      project: 'demo',
      location: 'us-central1-a',
      name: 'prod',
      version: '1.27.7-gke.100',
      podCidr: '10.8.0.0/14',
      serviceCidr: '10.0.0.0/16',
    },
    rootCa: Buffer.from(caCertificate, 'base64').toString('utf8'),
    nodes: createNodeFeed([0, 1, 2].map((index) => testNode(`gke-node-${index}`))),
    behaviours: {table: knownBehaviours, overrides: () => []},
    network,
  });
  await passSteps(clock, 60_000);
  const send = (
    exchange: KubernetesExchange['request'],
    path: string,
    token: string,
    onOpen?: (stream: OpenStream) => void,
  ) =>
    new Promise<Answer>((resolve, reject) => {
      const {method, accept, contentType, body} = exchange;
      const bytes =
        body === undefined || body === null
          ? undefined
          : typeof body === 'string' || body instanceof Uint8Array
            ? body
            : JSON.stringify(body);
      const [host = '', port] = endpoint.split(':');
      const request = requestHttps(
        {
          host,
          port,
          method,
          path,
          ca: Buffer.from(caCertificate, 'base64'),
          headers: {
            accept: accept ?? 'application/json',
            authorization: `Bearer ${token}`,
            'user-agent': 'node',
            ...(contentType ? {'content-type': contentType} : {}),
            ...(bytes === undefined ? {} : {'content-length': Buffer.byteLength(bytes)}),
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          const finish = () =>
            resolve({
              status: response.statusCode ?? 0,
              contentType: response.headers['content-type'] ?? '',
              warning: response.headers.warning as string | undefined,
              body: Buffer.concat(chunks).toString(),
            });
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', finish);
          onOpen?.({
            isRefused: (response.statusCode ?? 0) >= 400,
            countEvents: () => Buffer.concat(chunks).toString().split('\n').length - 1,
            stop() {
              response.destroy();
              finish();
            },
          });
        },
      );
      request.on('error', reject);
      request.end(bytes);
    });
  return {
    clock,
    server,
    send,
    pass: (milliseconds: number) => passSteps(clock, milliseconds),
    async stop() {
      await controllers.stop();
      await server.close();
    },
  };
}

type RecordedCluster = Awaited<ReturnType<typeof startRecordedCluster>>;

/** What differs from run to run and has to be carried from answers into later requests. */
interface Carried {
  readonly revisions: Map<string, string>;
  readonly tokens: Map<string, string>;
  continueToken: string;
}

const watchMs = 2_500;
const longestPollMs = 60_000;
/** What a recorded second is worth: its kubelets were simulated and pulled no images. */
const recordedSecondMs = 45_000;

/** The latest moment that an answer tells of. */
function findLatestMs(value: unknown): number {
  if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value) ? Date.parse(value) : 0;
  if (value === null || typeof value !== 'object') return 0;
  return Math.max(0, ...Object.values(value).map(findLatestMs));
}

function readEvents(text: string): RecordedEvent[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as RecordedEvent);
}

async function sendOnce(
  cluster: RecordedCluster,
  {request, response}: KubernetesExchange,
  path: string,
  token: string,
): Promise<Answer> {
  if (!response.events) return cluster.send(request, path, token);
  let answer: Promise<Answer> | undefined;
  const stream = await new Promise<OpenStream>((resolve, reject) => {
    answer = cluster.send(request, path, token, resolve);
    answer.catch(reject);
  });
  if (!stream.isRefused) {
    await cluster.pass(watchMs);
    for (let waits = 0; waits < 100 && stream.countEvents() < response.events.length; waits += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    stream.stop();
  }
  return answer!;
}

const metadataOf = (body: unknown) =>
  (body as {metadata?: {resourceVersion?: string; continue?: string}} | undefined)?.metadata;

function carry({response}: KubernetesExchange, body: unknown, carried: Carried): void {
  const [then, now] = [metadataOf(response.body), metadataOf(body)];
  if (then?.resourceVersion && now?.resourceVersion) carried.revisions.set(then.resourceVersion, now.resourceVersion);
  if (now?.continue) carried.continueToken = now.continue;
  const [oldToken, newToken] = [response.body, body].map(
    (one) => (one as {status?: {token?: string}} | undefined)?.status?.token,
  );
  if (oldToken && newToken) carried.tokens.set(oldToken, newToken);
}

function substitute(text: string, carried: Carried): string {
  return text
    .replace(/continue=eyJ[^&]*/, `continue=${encodeURIComponent(carried.continueToken)}`)
    .replace(/resourceVersion=(\d+)/, (whole, revision: string) =>
      carried.revisions.has(revision) ? `resourceVersion=${carried.revisions.get(revision)}` : whole,
    )
    .replace(/"resourceVersion":"(\d+)"/, (whole, revision: string) =>
      carried.revisions.has(revision) ? `"resourceVersion":"${carried.revisions.get(revision)}"` : whole,
    );
}

function compareAnswer({response}: KubernetesExchange, answer: Answer): StructureComparison {
  const isRefused = answer.status >= 400;
  const text = String(answer.body);
  const body = response.events
    ? isRefused
      ? [parseBody(text)]
      : readEvents(text)
    : response.contentType?.startsWith('text/plain') &&
        answer.contentType.startsWith('text/plain') &&
        !text.startsWith('{')
      ? text
      : parseBody(text);
  const head = (contentType: string | undefined, warning: string | null | undefined) => ({
    contentType: {[contentType?.split(';')[0] ?? '']: true},
    warning: {[warning ?? '']: true},
  });
  const expected = {
    ...head(response.events ? answer.contentType : response.contentType, response.warning),
    body: normalizeKubernetes(response.events ?? response.body),
  };
  return compareStructure(expected, {...head(answer.contentType, answer.warning), body: normalizeKubernetes(body)});
}

/**
 * Sends one exchange. A GET is repeated while time passes until it shows what was recorded: the recording, too, waited for
 * controllers to have done their work.
 */
async function replayExchange(
  cluster: RecordedCluster,
  exchange: KubernetesExchange,
  carried: Carried,
): Promise<{answer: Answer; comparison: StructureComparison}> {
  const {request, response} = exchange;
  const path = substitute(request.path, carried);
  const token = request.token === undefined ? 'admin' : (carried.tokens.get(request.token) ?? request.token);
  const body =
    request.body === undefined || request.body === null || typeof request.body === 'string'
      ? request.body
      : JSON.parse(substitute(JSON.stringify(request.body), carried));
  const sent = {...exchange, request: {...request, body}};
  let answer = await sendOnce(cluster, sent, path, token);
  let comparison = compareAnswer(exchange, answer);
  const isPolled = request.method === 'GET' && !response.events;
  for (
    let waited = 0;
    isPolled && waited < longestPollMs && (answer.status !== response.status || comparison.differences.length > 0);
    waited += 1000
  ) {
    await cluster.pass(1000);
    const next = await sendOnce(cluster, sent, path, token);
    const compared = compareAnswer(exchange, next);
    if (answer.status !== response.status || compared.equal / compared.paths > comparison.equal / comparison.paths) {
      answer = next;
      comparison = compared;
    }
  }
  carry(exchange, parseBody(String(answer.body)), carried);
  return {answer, comparison};
}

/** Replays recordings, in order, on one cluster. */
export async function replayKubernetes(
  directory = kubernetesRecordingsUrl,
  names: readonly string[] = kubernetesRecordings,
): Promise<ReplayedKubernetesExchange[]> {
  const cluster = await startRecordedCluster();
  const carried: Carried = {revisions: new Map(), tokens: new Map(), continueToken: ''};
  const replayed: ReplayedKubernetesExchange[] = [];
  let latestMs = 0;
  for (const file of names) {
    for (const [index, exchange] of readRecording(file, directory).entries()) {
      const recordedMs = findLatestMs(exchange.response.body);
      if (latestMs > 0 && recordedMs > latestMs && exchange.request.method !== 'GET')
        await cluster.pass(recordedSecondMs);
      latestMs = Math.max(latestMs, recordedMs);
      const {answer, comparison} = await replayExchange(cluster, exchange, carried);
      replayed.push({
        file: `${file}.json`,
        index,
        note: exchange.note,
        request: `${exchange.request.method} ${exchange.request.path}`,
        expectedStatus: exchange.response.status,
        status: answer.status,
        comparison,
        answer: parseBody(String(answer.body)),
      });
    }
  }
  await cluster.stop();
  return replayed;
}
