import {randomBytes} from 'node:crypto';
import type {KeycloakState} from '../../../controllers/behaviours/workload-state.js';
import type {KubeObject} from '../../../controllers/core/kube-object.js';
import {kubeResources} from '../../../controllers/core/kube-resource.js';
import type {ClusterView} from '../../cluster-view.js';
import type {WorldResponse} from '../../pod-network.js';
import {answerJson} from './answer-json.js';

/** How long the master realm's access tokens hold. https://www.keycloak.org/docs/latest/server_admin/#_timeouts */
const tokenMs = 60_000;
/** A token outlives the way to the next request, however fast the clock runs. */
const leastRealMs = 2000;

interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: {readonly secretKeyRef?: {readonly name: string; readonly key: string}};
}

/** A variable of the pod's containers as the process sees it. https://kubernetes.io/docs/tasks/inject-data-application/distribute-credentials-secure/ */
function readVariable({informers}: ClusterView, pod: KubeObject, names: readonly string[]): string | undefined {
  const variables: readonly Variable[] = pod.spec.containers.flatMap(({env = []}: {env?: Variable[]}) => env);
  const found = variables.find(({name}) => names.includes(name));
  const reference = found?.valueFrom?.secretKeyRef;
  if (reference === undefined) return found?.value;
  const secret = informers.of(kubeResources.secrets).get(pod.metadata.namespace!, reference.name);
  const encoded = secret?.data?.[reference.key];
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString();
}

/** Keycloak's part of a cluster's state. */
export function keycloakOf({state}: ClusterView): KeycloakState {
  state.keycloak ??= {identityProviders: {}, tokens: {}};
  return state.keycloak;
}

/** The master realm's token endpoint for `admin-cli`, the only client that takes a password here. */
export function grantAdminToken(view: ClusterView, pod: KubeObject, body: string): WorldResponse {
  const form = new URLSearchParams(body);
  const refuse = (status: number, error: string, description: string) =>
    answerJson(status, {error, error_description: description});
  if (form.get('client_id') !== 'admin-cli')
    return refuse(401, 'invalid_client', 'Invalid client or Invalid client credentials');
  if (form.get('grant_type') !== 'password') return refuse(400, 'unsupported_grant_type', `Unsupported grant_type`);
  const user = readVariable(view, pod, ['KC_BOOTSTRAP_ADMIN_USERNAME', 'KEYCLOAK_ADMIN', 'KEYCLOAK_USER']);
  const password = readVariable(view, pod, [
    'KC_BOOTSTRAP_ADMIN_PASSWORD',
    'KEYCLOAK_ADMIN_PASSWORD',
    'KEYCLOAK_PASSWORD',
  ]);
  if (user === undefined || form.get('username') !== user || form.get('password') !== password)
    return refuse(401, 'invalid_grant', 'Invalid user credentials');
  const {tokens} = keycloakOf(view);
  const now = view.clock.now();
  for (const [token, endMs] of Object.entries(tokens)) if (endMs <= now) delete tokens[token];
  const token = randomBytes(32).toString('base64url');
  tokens[token] = now + Math.max(tokenMs, leastRealMs * view.clock.speed);
  return answerJson(200, {
    access_token: token,
    expires_in: tokenMs / 1000,
    refresh_expires_in: 1800,
    token_type: 'Bearer',
    'not-before-policy': 0,
    scope: 'profile email',
  });
}

/** Whether a request carries a token that still holds. */
export function isAdmin(view: ClusterView, authorization: string | undefined): boolean {
  const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1];
  return token !== undefined && (keycloakOf(view).tokens[token] ?? 0) > view.clock.now();
}
