import type {Json} from '../json.js';

/**
 * A cluster's request, or an update of it, with what it says about endpoints in the newer
 * `controlPlaneEndpointsConfig` carried over to the older fields, which the rest works with.
 * https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters#controlplaneendpointsconfig
 */
export function completeEndpoints(request: Json, endpoints: Json | undefined): Json {
  const ip: Json = endpoints?.ipEndpointsConfig ?? {};
  const authorized = ip.authorizedNetworksConfig ?? {};
  const isPrivateOnly = ip.enablePublicEndpoint === false;
  const hasPrivate = isPrivateOnly || request.privateClusterConfig;
  return {
    ...request,
    ...(Object.keys(authorized).length > 0 && {masterAuthorizedNetworksConfig: authorized}),
    ...(ip.globalAccess !== undefined && {isGloballyAccessible: ip.globalAccess}),
    ...(hasPrivate && {
      privateClusterConfig: {
        ...request.privateClusterConfig,
        ...(isPrivateOnly && {enablePrivateEndpoint: true}),
      },
    }),
  };
}
