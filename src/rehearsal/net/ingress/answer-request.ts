import {answerPod} from '../answers/answer-pod.js';
import type {ClusterView} from '../cluster-view.js';
import type {WorldRequest, WorldResponse} from '../pod-network.js';
import {resolveService, type ServiceBackend} from '../resolve-service.js';
import {authorizeRequest} from './authorize-request.js';
import type {Entry} from './find-entry.js';
import {serversFor} from './gateway-servers.js';
import {selectIngress} from './select-ingress.js';
import {type HttpRoute, selectRoute} from './select-route.js';

const envoy = {server: 'istio-envoy'};
const plain = {...envoy, 'content-type': 'text/plain'};

/** Where a gateway's agent says whether it is ready. https://istio.io/latest/docs/ops/deployment/application-requirements/#ports-used-by-istio */
export const statusPort = 15_021;

function answerStatus({path}: WorldRequest): WorldResponse {
  return {status: path.split('?')[0] === '/healthz/ready' ? 200 : 404, headers: envoy, body: ''};
}

/** Answers an HTTP request that has reached a cluster: as its gateway routes it, or as the pod itself does. */
export function answerRequest(entry: Entry, request: WorldRequest): WorldResponse {
  if (!entry.isGateway) return answerPod(entry.view, entry.pod, request);
  if (entry.targetPort === statusPort) return answerStatus(request);
  const ingress = request.scheme === 'http' ? selectIngress(entry, request) : undefined;
  if (ingress) return answerBackend(entry.view, ingress, request);
  const servers = serversFor(entry, request.host).filter(({protocol, tls}) =>
    request.scheme === 'https' ? protocol === 'HTTPS' || tls !== undefined : protocol !== 'HTTPS',
  );
  if (servers.length === 0) return {status: 404, headers: envoy, body: ''};
  if (request.scheme === 'http' && servers.some(({tls}) => tls?.httpsRedirect))
    return {status: 301, headers: {...envoy, location: `https://${request.host}${request.path}`}, body: ''};
  const refusal = authorizeRequest(entry, request);
  if (refusal) return {...refusal, headers: {...envoy, ...refusal.headers}};
  const route = selectRoute(entry, servers, request);
  return route ? follow(entry.view, route, request) : {status: 404, headers: envoy, body: ''};
}

function follow(
  view: ClusterView,
  {virtualService, redirect, directResponse, rewrite, route, match}: HttpRoute,
  request: WorldRequest,
): WorldResponse {
  if (redirect) {
    const location = `${redirect.scheme ?? request.scheme}://${redirect.authority ?? request.host}${redirect.uri ?? request.path}`;
    return {status: redirect.redirectCode ?? 301, headers: {...envoy, location}, body: ''};
  }
  if (directResponse) return {status: directResponse.status, headers: plain, body: directResponse.body?.string ?? ''};
  const destination = [...(route ?? [])].sort((a, b) => (b.weight ?? 100) - (a.weight ?? 100))[0]?.destination;
  if (!destination) return {status: 404, headers: envoy, body: ''};
  const [name = '', namespace = virtualService.metadata.namespace!] = destination.host
    .replace(/\.svc(\.cluster\.local)?$/, '')
    .split('.');
  const services = resolveService(view, namespace, name, destination.port?.number ?? -1);
  const port = destination.port?.number ?? services?.service.spec.ports?.[0]?.port;
  const backend = services && resolveService(view, namespace, name, port);
  const prefix = match
    ?.map(({uri}) => uri?.prefix)
    .find((candidate) => candidate && request.path.startsWith(candidate));
  const path =
    rewrite?.uri === undefined ? request.path : prefix ? rewrite.uri + request.path.slice(prefix.length) : rewrite.uri;
  return answerBackend(view, backend, {...request, path});
}

/** What a ready pod behind a Service answers, or Envoy in its stead. */
function answerBackend(view: ClusterView, backend: ServiceBackend | undefined, request: WorldRequest): WorldResponse {
  if (!backend || (backend.pods.length > 0 && backend.targetPort === undefined))
    return {status: 503, headers: envoy, body: ''};
  const pod = backend.pods[0];
  if (!pod) return {status: 503, headers: plain, body: 'no healthy upstream'};
  const answer = answerPod(view, pod, request);
  return {...answer, headers: {...envoy, ...answer.headers}};
}
