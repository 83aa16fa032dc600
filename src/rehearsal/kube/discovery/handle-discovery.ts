import {methodNotAllowed, resourceUnknown} from '../http/status-error.js';
import {handleOpenApi} from '../openapi/handle-openapi.js';
import type {ApiContext} from '../server/api-context.js';
import type {ApiResponse, RoutedRequest} from '../server/api-types.js';
import {
  createAggregatedDiscovery,
  createApiVersions,
  createGroup,
  createGroupList,
  createResourceList,
} from './create-discovery.js';

const respond = (object: unknown, contentType?: string): ApiResponse => ({
  type: 'object',
  status: 200,
  object,
  ...(contentType ? {contentType} : {}),
});

/** The first minor version that serves aggregated discovery as `v2`. */
const aggregatedV2Minor = 30;
/** The first minor version that serves it as `v2beta1` without being asked to. */
const aggregatedBetaMinor = 27;

/** The aggregated version that both client and server know, in the client's order of preference. */
function selectAggregatedVersion(accept: string, minor: number): 'v2' | 'v2beta1' | undefined {
  for (const clause of accept.split(',')) {
    const parameters = new Set(clause.split(';').map((part) => part.trim()));
    if (!parameters.has('as=APIGroupDiscoveryList') || !parameters.has('g=apidiscovery.k8s.io')) {
      if (parameters.has('application/json') && parameters.size === 1) return undefined;
      continue;
    }
    if (parameters.has('v=v2') && minor >= aggregatedV2Minor) return 'v2';
    if (parameters.has('v=v2beta1') && minor >= aggregatedBetaMinor) return 'v2beta1';
  }
  return undefined;
}

function handleRoot(context: ApiContext, request: RoutedRequest, isCore: boolean): ApiResponse {
  const resources = context.registry.list();
  const version = selectAggregatedVersion(request.accept, context.minor);
  if (version) {
    return respond(
      createAggregatedDiscovery(resources, isCore, version),
      `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`,
    );
  }
  return respond(isCore ? createApiVersions(context.endpoint()) : createGroupList(resources));
}

/** Serves discovery documents, health and version; undefined for paths that are none of these. */
export async function handleDiscovery(context: ApiContext, request: RoutedRequest): Promise<ApiResponse | undefined> {
  const parts = request.path.split('/').filter((part) => part !== '');
  const resources = context.registry.list();
  if (request.method !== 'GET')
    return ['api', 'apis'].includes(parts[0] ?? '') ? Promise.reject(methodNotAllowed()) : undefined;
  const [root, first, second] = parts;
  if (root === 'api' || root === 'apis') {
    if (parts.length === 1) return handleRoot(context, request, root === 'api');
    const groupVersion = root === 'api' ? first! : `${first}/${second ?? ''}`;
    if (root === 'apis' && parts.length === 2) {
      const group = createGroup(resources, first!);
      return group && respond(group);
    }
    const list = createResourceList(resources, groupVersion);
    if (list.resources.length > 0) return respond(list);
    if (root === 'api' || createGroup(resources, first!)) throw resourceUnknown();
    return undefined;
  }
  if (root === 'openapi') return handleOpenApi(context, request);
  if (root === 'version' && parts.length === 1) return respond(context.version());
  if (['healthz', 'livez', 'readyz'].includes(root ?? ''))
    return {type: 'text', status: 200, text: 'ok', contentType: 'text/plain; charset=utf-8'};
  return undefined;
}
