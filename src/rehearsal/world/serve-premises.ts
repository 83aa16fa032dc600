import type {VirtualClock} from '../clock/virtual-clock.js';
import type {Cloud} from '../cloud/create-cloud.js';
import type {CloudRequest, CloudResponse} from '../cloud/http/call.js';
import {isOperator} from '../cloud/http/is-operator.js';
import type {PremisedCluster, PremisedNetwork, Premises} from '../premises/premises.js';

/** A path that no API of Google's has. */
const premisesPath = '/_rehearsal/premises';

/** How often an operation is looked at, in virtual milliseconds. */
const pollMs = 5000;

// biome-ignore lint/suspicious/noExplicitAny: an open record; each reader narrows what it uses
type Body = any;

const answer = (status: number, body: unknown): CloudResponse => ({
  status,
  headers: {'content-type': 'application/json'},
  body: `${JSON.stringify(body)}\n`,
});

/** Google's APIs as the operator calls them. */
interface Caller {
  /** Undefined where there is nothing of that name; other refusals throw. */
  get(path: string): Promise<Body | undefined>;
  /** Starts an operation and waits for its end. */
  create(path: string, body: object): Promise<void>;
}

function createCaller(cloud: Cloud, clock: VirtualClock, {headers}: CloudRequest): Caller {
  const send = async (method: string, path: string, body?: object): Promise<{status: number; body: Body}> => {
    const own = {authorization: headers.authorization, 'content-type': 'application/json'};
    const sent = Buffer.from(body === undefined ? '' : JSON.stringify(body));
    const {status, body: text} = await cloud.handle({method, url: path, headers: own, body: sent});
    const document: Body = JSON.parse(text.toString());
    if (status >= 400 && status !== 404) throw new Error(document.error?.message ?? `${method} ${path}: ${status}`);
    return {status, body: document};
  };
  return {
    async get(path) {
      const {status, body} = await send('GET', path);
      return status === 404 ? undefined : body;
    },
    async create(path, body) {
      const started = await send('POST', path, body);
      if (started.status === 404) throw new Error(started.body.error?.message ?? `${path} is not there`);
      const url = new URL(started.body.selfLink);
      for (let operation = started.body; operation.status !== 'DONE'; ) {
        await new Promise<void>((resolve) => clock.schedule(pollMs, resolve));
        operation = (await send('GET', url.pathname)).body;
        if (operation.error !== undefined) throw new Error(JSON.stringify(operation.error));
      }
    },
  };
}

async function raiseNetwork(caller: Caller, {project, name, subnetwork}: PremisedNetwork): Promise<string[]> {
  const base = `/compute/v1/projects/${project}`;
  const raised: string[] = [];
  if ((await caller.get(`${base}/global/networks/${name}`)) === undefined) {
    await caller.create(`${base}/global/networks`, {name, autoCreateSubnetworks: false});
    raised.push(`network ${name} in ${project}`);
  }
  if (subnetwork === undefined) return raised;
  const {region, range, secondaryRanges} = subnetwork;
  const subnetworks = `${base}/regions/${region}/subnetworks`;
  if ((await caller.get(`${subnetworks}/${subnetwork.name}`)) !== undefined) return raised;
  await caller.create(subnetworks, {
    name: subnetwork.name,
    network: `projects/${project}/global/networks/${name}`,
    ipCidrRange: range,
    privateIpGoogleAccess: true,
    secondaryIpRanges: secondaryRanges.map((secondary) => ({
      rangeName: secondary.name,
      ipCidrRange: secondary.range,
    })),
  });
  return [...raised, `subnetwork ${subnetwork.name} of ${name}`];
}

async function raiseCluster(caller: Caller, wanted: PremisedCluster): Promise<string[]> {
  const {project, location, name, version, network, subnetwork, podRange, serviceRange, machineType, nodes} = wanted;
  const clusters = `/v1/projects/${project}/locations/${location}/clusters`;
  if ((await caller.get(`${clusters}/${name}`)) !== undefined) return [];
  await caller.create(clusters, {
    cluster: {
      name,
      network,
      ...(version === undefined ? {} : {initialClusterVersion: version}),
      ...(subnetwork === undefined ? {} : {subnetwork}),
      ipAllocationPolicy: {
        useIpAliases: true,
        ...(podRange === undefined ? {} : {clusterSecondaryRangeName: podRange}),
        ...(serviceRange === undefined ? {} : {servicesSecondaryRangeName: serviceRange}),
      },
      workloadIdentityConfig: {workloadPool: `${project}.svc.id.goog`},
      networkConfig: {datapathProvider: 'ADVANCED_DATAPATH'},
      nodePools: [
        {
          name: 'default-pool',
          initialNodeCount: nodes,
          config: {
            machineType,
            oauthScopes: ['https://www.googleapis.com/auth/cloud-platform'],
            workloadMetadataConfig: {mode: 'GKE_METADATA'},
          },
        },
      ],
    },
  });
  return [`cluster ${name} in ${location}`];
}

/**
 * The cloud with a way to say what is taken for granted beside it: `POST` of `Premises` brings what is missing of
 * them, once in the world's life, and answers with what that was. Only the operators' tokens open it.
 */
export function serveWithPremises(cloud: Cloud, clock: VirtualClock, serve: Cloud['handle']): Cloud['handle'] {
  // One after the other: two commands may be started in the same moment.
  let turn: Promise<unknown> = Promise.resolve();
  const raise = async (request: CloudRequest): Promise<CloudResponse> => {
    const premises = JSON.parse(request.body.toString()) as Premises;
    const raised = [...cloud.raise(premises, String(request.headers.authorization).replace(/^Bearer /, ''))];
    const caller = createCaller(cloud, clock, request);
    for (const network of premises.networks ?? []) {
      const key = `network ${network.project}/${network.name}`;
      raised.push(...((await cloud.once(key, () => raiseNetwork(caller, network))) ?? []));
    }
    for (const cluster of premises.clusters ?? []) {
      const key = `cluster ${cluster.project}/${cluster.name}`;
      raised.push(...((await cloud.once(key, () => raiseCluster(caller, cluster))) ?? []));
    }
    return answer(200, {raised});
  };
  return async (request) => {
    if (new URL(request.url, 'http://rehearsal').pathname !== premisesPath) return serve(request);
    if (!isOperator(request, cloud)) return answer(401, {error: 'the token of the rehearsal’s operator is missing'});
    if (request.method !== 'POST') return answer(405, {error: `${request.method} is not served here`});
    const mine = turn
      .then(() => raise(request))
      .catch((error: unknown) => answer(400, {error: (error as Error).message}));
    turn = mine;
    return mine;
  };
}
