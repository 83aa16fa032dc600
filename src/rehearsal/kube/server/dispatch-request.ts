import {createRefusal, selectAccess} from '../authz/create-authorizer.js';
import {handleDiscovery} from '../discovery/handle-discovery.js';
import {handleResource} from '../handlers/handle-resource.js';
import {createRequestInfo} from '../http/request-info.js';
import {notServed, resourceUnknown, StatusError} from '../http/status-error.js';
import {checkAcceptable, serveAccepted} from '../negotiate/serve-accepted.js';
import {formatApiVersion} from '../registry/resource-definition.js';
import {handleSubresource} from '../subresources/handle-subresource.js';
import type {ApiContext} from './api-context.js';
import type {ApiRequest, ApiResponse, RoutedRequest} from './api-types.js';
import {isUnservedKind, unservedPaths} from './unserved.js';

const pageNotFound: ApiResponse = {
  type: 'text',
  status: 404,
  text: '404 page not found\n',
  contentType: 'text/plain; charset=utf-8',
};

/** How a refusal looks on its way out. */
function respondWithError(error: unknown): ApiResponse {
  if (error instanceof StatusError) {
    const headers = error.details?.retryAfterSeconds ? {'Retry-After': String(error.details.retryAfterSeconds)} : {};
    return {type: 'object', status: error.code, object: error.toStatus(), headers};
  }
  const message = error instanceof Error ? error.message : String(error);
  const internal = new StatusError(500, 'InternalError', `Internal error occurred: ${message}`, {
    causes: [{reason: '', message}],
  });
  return {type: 'object', status: 500, object: internal.toStatus()};
}

async function route(context: ApiContext, request: RoutedRequest): Promise<ApiResponse> {
  const {info} = request;
  if (unservedPaths.some((path) => request.path === path || request.path.startsWith(`${path}/`)))
    throw notServed(request.path);
  if (!info.isResourceRequest) return (await handleDiscovery(context, request)) ?? pageNotFound;
  const resource = context.registry.find(info.group, info.version, info.resource);
  if (!resource) {
    if (isUnservedKind(context.minor, formatApiVersion(info), info.resource))
      throw notServed(`${info.resource}.${info.group}/${info.version}`);
    const isKnownGroup = context.registry
      .list()
      .some(({group, version}) => group === info.group && version === info.version);
    return isKnownGroup &&
      !context.registry
        .list()
        .find(({group, version, custom}) => group === info.group && version === info.version && custom)
      ? respondWithError(resourceUnknown())
      : pageNotFound;
  }
  if (resource.custom?.isConvertedByWebhook && resource.version !== resource.storedVersion.version)
    throw notServed(`the conversion of ${resource.plural}.${resource.group} to ${resource.version} by its webhook`);
  if (info.subresource === 'log')
    return (await handleSubresource(context, request, resource)) ?? respondWithError(resourceUnknown());
  checkAcceptable(request.accept);
  const response =
    info.subresource === ''
      ? await handleResource(context, request, resource)
      : ((await handleSubresource(context, request, resource)) ?? respondWithError(resourceUnknown()));
  return serveAccepted(context, resource, response, request.accept, request.query);
}

/** One request through authorisation and on to its handler; whatever is thrown becomes a Status. */
export async function dispatchRequest(context: ApiContext, request: ApiRequest): Promise<ApiResponse> {
  try {
    const routed: RoutedRequest = {...request, info: createRequestInfo(request.method, request.path, request.query)};
    const access = selectAccess(routed);
    if (!context.authorizer.isAllowed(request.user, access))
      throw createRefusal(request.user, access, context.authorizer.explainRefusal(access));
    return await route(context, routed);
  } catch (error) {
    return respondWithError(error);
  }
}
