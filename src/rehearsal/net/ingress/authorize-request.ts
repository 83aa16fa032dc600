import {readyPodsOf} from '../../controllers/behaviours/pod-roles.js';
import type {KubeObject} from '../../controllers/core/kube-object.js';
import {kubeResources} from '../../controllers/core/kube-resource.js';
import {hasLabels} from '../../controllers/core/label-selector.js';
import {answerSignIn} from '../answers/answer-oauth2-proxy.js';
import type {WorldRequest, WorldResponse} from '../pod-network.js';
import type {Entry} from './find-entry.js';
import {matchesHost} from './match-host.js';

/** The namespace whose policies hold for the whole mesh. */
const rootNamespace = 'istio-system';

/** What an external authoriser says to a request before it is routed; undefined lets it pass. */
export function authorizeRequest(entry: Entry, request: WorldRequest): WorldResponse | undefined {
  const policies = entry.view.informers
    .of(kubeResources.authorizationPolicies)
    .list()
    .filter((policy) => policy.spec?.action === 'CUSTOM' && concerns(policy, entry.pod));
  if (!policies.some((policy) => matches(policy, request))) return undefined;
  if (readyPodsOf(entry.view.informers, 'oauth2-proxy').length === 0)
    return {status: 403, headers: {'content-type': 'text/plain'}, body: 'RBAC: access denied'};
  return request.headers.cookie?.includes('_oauth2_proxy=') ? undefined : answerSignIn(entry.view, request);
}

function concerns({metadata, spec}: KubeObject, pod: KubeObject): boolean {
  return (
    (metadata.namespace === pod.metadata.namespace || metadata.namespace === rootNamespace) &&
    hasLabels(pod.metadata.labels, spec.selector?.matchLabels ?? {})
  );
}

interface Operation {
  readonly hosts?: string[];
  readonly notHosts?: string[];
  readonly paths?: string[];
  readonly notPaths?: string[];
}

function matches({spec}: KubeObject, {host, path}: WorldRequest): boolean {
  const rules: Array<{to?: Array<{operation: Operation}>}> = spec.rules ?? [];
  const bare = path.split('?')[0]!;
  const isPath = (pattern: string) =>
    pattern.endsWith('*')
      ? bare.startsWith(pattern.slice(0, -1))
      : pattern.startsWith('*')
        ? bare.endsWith(pattern.slice(1))
        : pattern === bare;
  return rules.some(
    ({to}) =>
      !to?.length ||
      to.some(
        ({operation: {hosts, notHosts = [], paths, notPaths = []}}) =>
          (!hosts || hosts.some((pattern) => matchesHost(pattern, host))) &&
          !notHosts.some((pattern) => matchesHost(pattern, host)) &&
          (!paths || paths.some(isPath)) &&
          !notPaths.some(isPath),
      ),
  );
}
