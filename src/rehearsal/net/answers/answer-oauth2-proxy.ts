import {createHash} from 'node:crypto';
import type {ClusterView} from '../cluster-view.js';
import type {WorldRequest, WorldResponse} from '../pod-network.js';

/** oauth2-proxy by itself: its health, and its endpoints under `/oauth2`. https://oauth2-proxy.github.io/oauth2-proxy/features/endpoints */
export function answerOauth2Proxy(view: ClusterView, request: WorldRequest): WorldResponse {
  const path = request.path.split('?')[0]!;
  if (path === '/ping' || path === '/ready') return {status: 200, headers: {'content-type': 'text/plain'}, body: 'OK'};
  if (path === '/oauth2/auth') return {status: 401, headers: {'content-type': 'text/plain'}, body: 'Unauthorized'};
  if (path === '/oauth2/userinfo') return {status: 401, headers: {'content-type': 'application/json'}, body: '{}'};
  return answerSignIn(view, request);
}

/** Sends an unauthenticated request to Keycloak's login. */
export function answerSignIn({state}: ClusterView, request: WorldRequest): WorldResponse {
  const origin = `${request.scheme}://${request.host}`;
  const nonce = createHash('sha256').update(`${origin}${request.path}`).digest('base64url');
  const query = new URLSearchParams({
    approval_prompt: 'force',
    client_id: 'istio',
    redirect_uri: `${origin}/oauth2/callback`,
    response_type: 'code',
    scope: 'openid email profile',
    state: `${nonce}:${request.path}`,
  });
  const realm = state.realms[0] ?? 'Hyperplane';
  return {
    status: 302,
    headers: {
      location: `${origin}/auth/realms/${realm}/protocol/openid-connect/auth?${query}`,
      'set-cookie': `_oauth2_proxy_csrf=${nonce}; Path=/; HttpOnly; Secure`,
    },
    body: '',
  };
}
