import {createHash, createPublicKey} from 'node:crypto';
import type {KubeObject} from '../../controllers/core/kube-object.js';
import type {ClusterView} from '../cluster-view.js';
import type {WorldRequest, WorldResponse} from '../pod-network.js';
import {answerAdminRequest} from './keycloak-admin/answer-admin-request.js';

const json = {'content-type': 'application/json'};
const html = {'content-type': 'text/html;charset=utf-8'};
/** Keycloak's master realm is always there. */
const masterRealm = 'master';

/** Keycloak: its realms, their discovery documents and login page. https://www.keycloak.org/docs/latest/securing_apps/ */
export function answerKeycloak(view: ClusterView, request: WorldRequest, pod: KubeObject): WorldResponse {
  const {state} = view;
  const path = request.path.split('?')[0]!;
  const base = path.startsWith('/auth') ? '/auth' : '';
  const rest = path.slice(base.length) || '/';
  const admin = answerAdminRequest(view, pod, {...request, path: rest, base});
  if (admin !== undefined) return admin;
  const [, realm, tail = ''] = /^\/realms\/([^/]+)(\/.*)?$/.exec(rest) ?? [];
  if (realm !== undefined) {
    const known = [masterRealm, ...state.realms].includes(decodeURIComponent(realm));
    return known
      ? answerRealm(`${request.scheme}://${request.host}${base}/realms/${realm}`, realm, tail, state.realmKeys[realm])
      : {status: 404, headers: json, body: JSON.stringify({error: 'Realm does not exist'})};
  }
  if (/^\/health(\/(ready|live))?$/.test(rest))
    return {status: 200, headers: json, body: JSON.stringify({status: 'UP', checks: []})};
  if (rest === '/')
    return {
      status: 200,
      headers: html,
      body: page('Welcome to Keycloak', '<h1>Welcome to <strong>Keycloak</strong></h1>'),
    };
  if (rest.startsWith('/admin'))
    return {
      status: 302,
      headers: {location: `${request.scheme}://${request.host}${base}/admin/${masterRealm}/console/`},
      body: '',
    };
  return {
    status: 404,
    headers: json,
    body: JSON.stringify({error: 'RESTEASY003210: Could not find resource for full path'}),
  };
}

function answerRealm(issuer: string, realm: string, tail: string, key: string | undefined): WorldResponse {
  const connect = `${issuer}/protocol/openid-connect`;
  switch (tail.replace(/\/$/, '')) {
    case '':
      return {
        status: 200,
        headers: json,
        body: JSON.stringify({
          realm,
          ...(key ? {public_key: key} : {}),
          'token-service': connect,
          'account-service': `${issuer}/account`,
          'tokens-not-before': 0,
        }),
      };
    case '/.well-known/openid-configuration':
      return {
        status: 200,
        headers: json,
        body: JSON.stringify({
          issuer,
          authorization_endpoint: `${connect}/auth`,
          token_endpoint: `${connect}/token`,
          introspection_endpoint: `${connect}/token/introspect`,
          userinfo_endpoint: `${connect}/userinfo`,
          end_session_endpoint: `${connect}/logout`,
          jwks_uri: `${connect}/certs`,
          grant_types_supported: ['authorization_code', 'implicit', 'refresh_token', 'password', 'client_credentials'],
          response_types_supported: ['code', 'none', 'id_token', 'token'],
          subject_types_supported: ['public', 'pairwise'],
          id_token_signing_alg_values_supported: ['RS256'],
          scopes_supported: ['openid', 'profile', 'email', 'roles'],
        }),
      };
    case '/protocol/openid-connect/auth':
      return {
        status: 200,
        headers: html,
        body: page(
          `Sign in to ${realm}`,
          '<form id="kc-form-login" method="post"><input name="username"><input name="password" type="password"></form>',
        ),
      };
    case '/protocol/openid-connect/certs':
      return {status: 200, headers: json, body: JSON.stringify({keys: key ? [formatJwk(key)] : []})};
    default:
      return {status: 501, headers: json, body: JSON.stringify({error: `the rehearsal does not serve ${tail}`})};
  }
}

/** A realm's key as the discovery document's `jwks_uri` gives it. */
function formatJwk(key: string): object {
  const publicKey = createPublicKey({key: Buffer.from(key, 'base64'), format: 'der', type: 'spki'});
  const kid = createHash('sha256').update(key).digest('base64url');
  return {kid, alg: 'RS256', use: 'sig', ...publicKey.export({format: 'jwk'})};
}

function page(title: string, body: string): string {
  return `<!DOCTYPE html><html><head><title>${title}</title></head><body>${body}</body></html>\n`;
}
