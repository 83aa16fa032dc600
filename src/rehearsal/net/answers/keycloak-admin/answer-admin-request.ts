import {randomUUID} from 'node:crypto';
import type {IdentityProviderRecord} from '../../../controllers/behaviours/workload-state.js';
import type {KubeObject} from '../../../controllers/core/kube-object.js';
import type {ClusterView} from '../../cluster-view.js';
import type {WorldRequest, WorldResponse} from '../../pod-network.js';
import {answerJson} from './answer-json.js';
import {grantAdminToken, isAdmin, keycloakOf} from './grant-admin-token.js';

/** Kinds of providers that Keycloak brings. https://www.keycloak.org/docs/latest/server_admin/#_identity_broker */
const providerIds = new Set([
  ...['bitbucket', 'facebook', 'github', 'gitlab', 'google', 'instagram', 'linkedin-openid-connect', 'microsoft'],
  ...['openshift-v3', 'openshift-v4', 'paypal', 'stackoverflow', 'twitter', 'keycloak-oidc', 'oidc', 'saml'],
]);
/** What stands in an answer where a secret is. */
const mask = '**********';
const masked = ({config, ...rest}: IdentityProviderRecord) => ({
  ...rest,
  config: {...config, ...(config.clientSecret === undefined ? {} : {clientSecret: mask})},
});
const empty = (status: number, headers: Readonly<Record<string, string>> = {}): WorldResponse => ({
  status,
  headers,
  body: '',
});

/**
 * The part of Keycloak's admin REST API that identity providers need, and the way in; undefined for every other
 * path. https://www.keycloak.org/docs-api/latest/rest-api/index.html#_identity_providers
 */
export function answerAdminRequest(
  view: ClusterView,
  pod: KubeObject,
  request: WorldRequest & {readonly base: string},
): WorldResponse | undefined {
  const path = request.path.split('?')[0]!;
  if (request.method === 'POST' && path === '/realms/master/protocol/openid-connect/token')
    return grantAdminToken(view, pod, request.body ?? '');
  const [, realm, tail = ''] = /^\/admin\/realms\/([^/]+)(\/.*)?$/.exec(path) ?? [];
  if (realm === undefined) return undefined;
  if (!isAdmin(view, request.headers.authorization)) return answerJson(401, {error: 'HTTP 401 Unauthorized'});
  const name = decodeURIComponent(realm);
  if (name !== 'master' && !view.state.realms.includes(name)) return answerJson(404, {error: 'Realm not found.'});
  if (tail === '' && request.method === 'GET') return answerJson(200, {id: name, realm: name, enabled: true});
  const [, alias] = /^\/identity-provider\/instances(?:\/([^/]+))?$/.exec(tail) ?? [null];
  if (alias === null) return answerJson(501, {error: `the rehearsal does not serve ${tail}`});
  const {identityProviders} = keycloakOf(view);
  identityProviders[name] ??= {};
  const providers = identityProviders[name];
  return alias === undefined
    ? answerCollection(providers, request)
    : answerInstance(providers, decodeURIComponent(alias), request);
}

type Providers = Record<string, IdentityProviderRecord>;

function answerCollection(providers: Providers, request: WorldRequest & {readonly base: string}): WorldResponse {
  if (request.method === 'GET') return answerJson(200, Object.values(providers).map(masked));
  if (request.method !== 'POST') return answerJson(405, {error: 'HTTP 405 Method Not Allowed'});
  const read = readProvider(request.body);
  if ('refusal' in read) return read.refusal;
  const {alias} = read.provider;
  if (providers[alias] !== undefined)
    return answerJson(409, {errorMessage: `Identity Provider ${alias} already exists`});
  providers[alias] = {...read.provider, internalId: randomUUID()};
  return empty(201, {
    location: `${request.scheme}://${request.host}${request.base}${request.path}/${encodeURIComponent(alias)}`,
  });
}

function answerInstance(providers: Providers, alias: string, {method, body}: WorldRequest): WorldResponse {
  const standing = providers[alias];
  if (standing === undefined) return answerJson(404, {error: 'HTTP 404 Not Found'});
  if (method === 'GET') return answerJson(200, masked(standing));
  if (method === 'DELETE') {
    delete providers[alias];
    return empty(204);
  }
  if (method !== 'PUT') return answerJson(405, {error: 'HTTP 405 Method Not Allowed'});
  const read = readProvider(body);
  if ('refusal' in read) return read.refusal;
  const {config} = read.provider;
  // A mask that comes back means the secret that is known.
  const secret = config.clientSecret === mask ? standing.config.clientSecret : config.clientSecret;
  providers[alias] = {
    ...read.provider,
    alias,
    internalId: standing.internalId,
    config: {...config, ...(secret === undefined ? {} : {clientSecret: secret})},
  };
  return empty(204);
}

/** A representation as Keycloak takes it, or why it does not. */
function readProvider(body = ''): {readonly provider: IdentityProviderRecord} | {readonly refusal: WorldResponse} {
  const refuse = (errorMessage: string) => ({refusal: answerJson(400, {errorMessage})});
  let given: Partial<IdentityProviderRecord>;
  try {
    given = JSON.parse(body) as Partial<IdentityProviderRecord>;
  } catch {
    return {refusal: answerJson(400, {error: 'unable to read contents from stream'})};
  }
  const {alias, providerId, enabled = true, config = {}} = given;
  if (alias === undefined || alias === '' || /\s/.test(alias)) return refuse('Empty Space not allowed.');
  if (providerId === undefined || !providerIds.has(providerId))
    return refuse(`Invalid identity provider id [${providerId}]`);
  for (const key of ['authorizationUrl', 'tokenUrl', 'userInfoUrl', 'jwksUrl']) {
    const url = config[key];
    if (url !== undefined && url !== '' && !URL.canParse(url)) return refuse(`The url [${key}] is malformed`);
    if (url?.startsWith('http:')) return refuse(`The url [${key}] requires secure connections`);
  }
  return {provider: {...given, alias, providerId, enabled, config, internalId: ''}};
}
