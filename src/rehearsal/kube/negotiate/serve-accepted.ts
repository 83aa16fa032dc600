import {StatusError} from '../http/status-error.js';
import type {KubeObject, Open} from '../object/kube-object.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';
import type {ApiContext} from '../server/api-context.js';
import type {ApiResponse, ObjectList, WatchMessage, WatchStream} from '../server/api-types.js';
import {createTable} from '../table/create-table.js';

/** A form of answer that a client accepts. */
interface AcceptedForm {
  readonly as: string;
  readonly version: string;
}

const acceptable =
  'application/json, application/yaml, application/vnd.kubernetes.protobuf, application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch';

/**
 * The first clause of an Accept header that can be served. Answers are always JSON: protobuf is skipped, which
 * every client allows by naming JSON behind it.
 */
function selectForm(accept: string): AcceptedForm | undefined {
  for (const clause of accept.split(',')) {
    const [mediaType = '', ...rest] = clause.split(';').map((part) => part.trim());
    if (!['application/json', 'application/*', '*/*', ''].includes(mediaType)) continue;
    const parameters = new Map(rest.map((part) => part.split('=') as [string, string]));
    const as = parameters.get('as') ?? '';
    if (as === '') return {as: '', version: ''};
    if (
      parameters.get('g') === 'meta.k8s.io' &&
      ['Table', 'PartialObjectMetadata', 'PartialObjectMetadataList'].includes(as) &&
      ['v1', 'v1beta1'].includes(parameters.get('v') ?? '')
    ) {
      return {as, version: parameters.get('v')!};
    }
  }
  return undefined;
}

export const notAcceptable = () =>
  new StatusError(406, 'NotAcceptable', `406: Not Acceptable\n\nAvailable representations: ${acceptable}`, {});

const toPartial = (object: KubeObject, version: string) => ({
  kind: 'PartialObjectMetadata',
  apiVersion: `meta.k8s.io/${version}`,
  metadata: object.metadata,
});

const isList = (object: Open): object is ObjectList => Array.isArray(object?.items);

/** List items go without kind and version; those of custom resources keep them. */
function serveList(resource: ResourceDefinition, list: ObjectList): ObjectList {
  if (resource.custom) return list;
  return {...list, items: list.items.map(withoutKind)};
}

function withoutKind({kind: _, apiVersion: __, ...rest}: KubeObject): KubeObject {
  return rest as KubeObject;
}

function serveForm(
  context: ApiContext,
  resource: ResourceDefinition,
  object: Open,
  form: AcceptedForm,
  includes: string,
): Open {
  if (form.as === 'Table') return createTable(context, resource, object, includes, form.version);
  if (form.as === '') return isList(object) ? serveList(resource, object) : object;
  if (!isList(object)) return toPartial(object, form.version);
  return {
    kind: 'PartialObjectMetadataList',
    apiVersion: `meta.k8s.io/${form.version}`,
    metadata: object.metadata,
    items: object.items.map((item) => toPartial(item, form.version)),
  };
}

function serveStream(
  context: ApiContext,
  resource: ResourceDefinition,
  stream: WatchStream,
  form: AcceptedForm,
  includes: string,
): WatchStream {
  if (form.as === '') return stream;
  return {
    start(send, end) {
      let isFirst = true;
      return stream.start((message: WatchMessage) => {
        if (message.type === 'ERROR') return send(message);
        const object = serveForm(context, resource, message.object, form, includes);
        if (form.as === 'Table' && !isFirst) send({type: message.type, object: {...object, columnDefinitions: null}});
        else send({type: message.type, object});
        isFirst = false;
      }, end);
    },
  };
}

/** Refuses a request whose answer could not be served in any form that it accepts. */
export function checkAcceptable(accept: string): void {
  if (!selectForm(accept)) throw notAcceptable();
}

/** Brings an answer about a resource into the form the client asked for: the object, its metadata, or a Table. */
export function serveAccepted(
  context: ApiContext,
  resource: ResourceDefinition,
  response: ApiResponse,
  accept: string,
  query: URLSearchParams,
): ApiResponse {
  const form = selectForm(accept);
  if (!form) throw notAcceptable();
  const includes = query.get('includeObject') || 'Metadata';
  if (response.type === 'watch')
    return {...response, stream: serveStream(context, resource, response.stream, form, includes)};
  if (response.type !== 'object' || response.status >= 300 || response.object?.kind === 'Status') return response;
  return {...response, object: serveForm(context, resource, response.object, form, includes)};
}
