import {randomBytes} from 'node:crypto';
import type {CloudContext} from '../cloud-context.js';
import {identifyToken} from '../http/identify-caller.js';
import {isPublicRegistry} from './public-images.js';
import {RegistryRefusal} from './registry-refusal.js';

const lifetimeMs = 3_600_000;

/** Where a registry's tokens come from. Docker Hub has a host for them, and the registry of Kubernetes asks for none. */
function selectRealm(host: string): string | undefined {
  if (host === 'registry.k8s.io') return undefined;
  if (host === 'docker.io') return 'https://auth.docker.io/token';
  return host === 'quay.io' ? 'https://quay.io/v2/auth' : `https://${host}/v2/token`;
}

export const isTokenPath = (path: string): boolean => /^\/(v2\/)?(token|auth)$/.test(path);

function decodeBasic(header: string): readonly [user: string, password: string] | undefined {
  const text = /^Basic (.+)$/i.exec(header)?.[1];
  if (text === undefined) return undefined;
  const decoded = Buffer.from(text, 'base64').toString();
  const colon = decoded.indexOf(':');
  return [decoded.slice(0, colon), decoded.slice(colon + 1)];
}

/** Exchanges a credential for a token of the registry; without one the token stands for nobody. */
export function grantToken(context: CloudContext, host: string, authorization: string | undefined) {
  const {state, clock} = context;
  const given = authorization === undefined ? undefined : decodeBasic(authorization);
  const bearer = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
  // https://cloud.google.com/artifact-registry/docs/docker/authentication#token
  const google = given?.[0] === 'oauth2accesstoken' ? given[1] : bearer;
  const identity = google === undefined ? undefined : identifyToken(state, google, clock.now());
  if (authorization !== undefined && identity === undefined && !isPublicRegistry(host))
    throw new RegistryRefusal(401, 'UNAUTHORIZED', 'authentication failed');
  const token = randomBytes(24).toString('base64url');
  const {tokens} = state.registry;
  for (const [old, {expiresAtMs}] of Object.entries(tokens)) if (expiresAtMs < clock.now()) delete tokens[old];
  tokens[token] = {email: identity?.email ?? '', expiresAtMs: clock.now() + lifetimeMs};
  return {token, expires_in: lifetimeMs / 1000, issued_at: new Date(clock.now()).toISOString()};
}

/** Who sends a request; empty for a token that stands for nobody. Refuses with the challenge where nothing was sent. */
export function identifyPuller(
  context: CloudContext,
  host: string,
  authorization: string | undefined,
  scope: string,
): string {
  const realm = selectRealm(host);
  if (realm === undefined) return '';
  const {state, clock} = context;
  const sent = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1] ?? decodeBasic(authorization ?? '')?.[1] ?? '';
  const known = state.registry.tokens[sent];
  if (known !== undefined && known.expiresAtMs > clock.now()) return known.email;
  const identity = isPublicRegistry(host) ? undefined : identifyToken(state, sent, clock.now());
  if (identity !== undefined) return identity.email;
  const service = host === 'docker.io' ? 'registry.docker.io' : host;
  throw new RegistryRefusal(401, 'UNAUTHORIZED', 'authentication required', {
    'www-authenticate': `Bearer realm="${realm}",service="${service}"${scope === '' ? '' : `,scope="${scope}"`}`,
  });
}
