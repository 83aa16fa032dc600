import type {Operation, OracleRun} from './create-operations.js';
import {type Difference, findDifferences} from './find-differences.js';
import {createNormalizer, dropUnchanged} from './normalize-answer.js';
import type {Json, OracleKind} from './oracle-kinds.js';
import type {OracleServer, ServerAnswer, ServerRequest} from './oracle-servers.js';

/** One request to which the servers gave different answers. */
export interface RequestDifferences {
  readonly request: ServerRequest;
  /** Index in the run; watches follow the operations. */
  readonly index: number;
  readonly differences: readonly Difference[];
  /** What the real server said where it refused. */
  readonly refusal: string | undefined;
}

const isObject = (value: Json) => value !== null && typeof value === 'object' && !Array.isArray(value);

/** Merges as RFC 7386 does. */
function merge(target: Json, piece: Json): Json {
  if (!isObject(piece)) return piece;
  const result: Record<string, Json> = isObject(target) ? {...target} : {};
  for (const [key, value] of Object.entries(piece)) {
    if (value === null) delete result[key];
    else result[key] = merge(result[key], value);
  }
  return result;
}

/** What a run needs to know to form its requests. */
interface Place {
  readonly kind: OracleKind;
  readonly namespace: string;
  /** Ends the names of objects outside of namespaces, so that runs do not meet. */
  readonly suffix: string;
  readonly collection: string;
}

function findPlace(kind: OracleKind, namespace: string): Place {
  const root = kind.apiVersion.includes('/') ? `/apis/${kind.apiVersion}` : `/api/${kind.apiVersion}`;
  return {
    kind,
    namespace,
    suffix: kind.isNamespaced ? '' : `-${namespace}`,
    collection: kind.isNamespaced ? `${root}/namespaces/${namespace}/${kind.plural}` : `${root}/${kind.plural}`,
  };
}

const withQuery = (path: string, query: string) => (query === '' ? path : `${path}?${query}`);
const json = 'application/json';

function createObject({kind, suffix}: Place, name: string, fragments: readonly Json[]): Json {
  const named = name.endsWith('-') ? {generateName: name} : name === '' ? {} : {name: `${name}${suffix}`};
  const base = {apiVersion: kind.apiVersion, kind: kind.kind, ...structuredClone(kind.base), metadata: named};
  return fragments.reduce(merge, base);
}

const selectRevision = (revision: string, current: Json) =>
  ({current: current?.metadata?.resourceVersion, absent: undefined, old: '1', nonsense: 'abc'})[revision];

/** Puts an operation into the form of a request; `current` is the object it is about, as this server has it. */
function createRequest(place: Place, operation: Operation, current: Json): ServerRequest {
  const {collection, suffix, kind} = place;
  const path = 'name' in operation ? `${collection}/${operation.name}${suffix}` : collection;
  switch (operation.verb) {
    case 'create':
      return {
        method: 'POST',
        path: withQuery(collection, operation.query),
        contentType: json,
        body: createObject(place, operation.name, operation.fragments),
      };
    case 'get':
      return {method: 'GET', path, accept: operation.accept};
    case 'list': {
      const scoped = kind.isNamespaced ? operation.query : operation.query.replace('name%3Da', `name%3Da${suffix}`);
      return {method: 'GET', path: withQuery(collection, scoped), accept: operation.accept};
    }
    case 'update': {
      const object = operation.fragments.reduce(merge, current ?? createObject(place, operation.name, []));
      const {resourceVersion: _, ...metadata} = object.metadata ?? {};
      const revision = selectRevision(operation.revision, current);
      const body = {...object, metadata: {...metadata, ...(revision === undefined ? {} : {resourceVersion: revision})}};
      return {method: 'PUT', path: withQuery(path, operation.query), contentType: json, body};
    }
    case 'patch':
      return {
        method: 'PATCH',
        path: withQuery(path, operation.query),
        contentType: operation.contentType,
        body: operation.patch,
      };
    case 'apply':
      return {
        method: 'PATCH',
        path: withQuery(path, operation.query),
        contentType: 'application/apply-patch+yaml',
        body: createObject(place, operation.name, operation.fragments),
      };
    case 'delete':
      return {
        method: 'DELETE',
        path: withQuery(path, operation.query),
        ...(operation.options === undefined ? {} : {contentType: json, body: operation.options}),
      };
    case 'deletecollection':
      return {method: 'DELETE', path: withQuery(collection, operation.query)};
    case 'status': {
      const status = operation.isPatch
        ? {status: operation.status}
        : {...(current ?? createObject(place, operation.name, [])), status: operation.status};
      return {
        method: operation.isPatch ? 'PATCH' : 'PUT',
        path: withQuery(`${path}/status`, operation.query),
        contentType: operation.isPatch ? 'application/merge-patch+json' : json,
        body: status,
      };
    }
    case 'scale':
      if (operation.method === 'GET') return {method: 'GET', path: `${path}/scale`};
      return {
        method: operation.method,
        path: `${path}/scale`,
        contentType: operation.method === 'PATCH' ? 'application/merge-patch+json' : json,
        body: operation.method === 'PATCH' ? {spec: operation.scale} : {...current, spec: operation.scale},
      };
    case 'raw':
      return {
        method: operation.method,
        path: `${collection}${operation.suffix.replace(/^\/(\w+)/, (_, name) => `/${name}${suffix}`)}`,
        ...(operation.body === undefined ? {} : {contentType: operation.contentType ?? json, body: operation.body}),
      };
  }
}

/** Whether a request's form depends on the object as it is. */
const readsFirst = (operation: Operation) =>
  operation.verb === 'update' ||
  (operation.verb === 'status' && !operation.isPatch) ||
  (operation.verb === 'scale' && operation.method === 'PUT');

async function prepare(server: OracleServer, place: Place, operation: Operation): Promise<ServerRequest> {
  if (!readsFirst(operation) || !('name' in operation)) return createRequest(place, operation, undefined);
  const part = operation.verb === 'scale' ? '/scale' : '';
  const path = `${place.collection}/${operation.name}${place.suffix}${part}`;
  const {status, body} = await server.send({method: 'GET', path});
  return createRequest(place, operation, status === 200 ? body : undefined);
}

/** What both servers hold before a run: a namespace with its account. */
async function openNamespace(server: OracleServer, namespace: string): Promise<void> {
  await server.send({
    method: 'POST',
    path: '/api/v1/namespaces',
    contentType: json,
    body: {metadata: {name: namespace}},
  });
  await server.send({
    method: 'POST',
    path: `/api/v1/namespaces/${namespace}/serviceaccounts`,
    contentType: json,
    body: {metadata: {name: 'default'}},
  });
}

const findRefusal = ({status, body}: ServerAnswer): string | undefined =>
  status >= 400 && typeof body?.message === 'string' ? body.message : undefined;

/** Sends a run's requests to both servers, and then watches what happened to the kind's objects. */
export async function playRun(
  servers: readonly [real: OracleServer, ours: OracleServer],
  {kind, operations}: OracleRun,
  namespace: string,
): Promise<RequestDifferences[]> {
  const place = findPlace(kind, namespace);
  const normalizers = servers.map(() => createNormalizer());
  const compare = (answers: readonly ServerAnswer[]) => {
    const [real, ours] = answers.map((answer, index) => normalizers[index]!(answer));
    return findDifferences(real, ours);
  };
  await Promise.all(servers.map((server) => openNamespace(server, namespace)));
  const revisions = await Promise.all(
    servers.map(
      async (server) => (await server.send({method: 'GET', path: place.collection})).body.metadata.resourceVersion,
    ),
  );
  const found: RequestDifferences[] = [];
  for (const [index, operation] of operations.entries()) {
    const requests = await Promise.all(servers.map((server) => prepare(server, place, operation)));
    const answers = await Promise.all(servers.map((server, side) => server.send(requests[side]!)));
    const differences = compare(answers);
    if (differences.length > 0)
      found.push({request: requests[1]!, index, differences, refusal: findRefusal(answers[0]!)});
    // From here on the servers hold different objects: what follows would only repeat this one difference.
    if (answers[0]!.status < 300 !== answers[1]!.status < 300) return found;
  }
  const watches = servers.map((_, side) => ({
    method: 'GET',
    path: `${place.collection}?watch=true&timeoutSeconds=1&resourceVersion=${revisions[side]}${kind.isNamespaced ? '' : `&fieldSelector=metadata.name%3Da${place.suffix}`}`,
  }));
  const streams = await Promise.all(servers.map((server, side) => server.send(watches[side]!)));
  const differences = compare(
    streams.map((stream) => ({...stream, body: Array.isArray(stream.body) ? dropUnchanged(stream.body) : stream.body})),
  );
  if (differences.length > 0)
    found.push({request: watches[1]!, index: operations.length, differences, refusal: undefined});
  return found;
}
