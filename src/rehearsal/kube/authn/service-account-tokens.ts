import {createPrivateKey, createPublicKey, sign, verify} from 'node:crypto';
import type {Open} from '../object/kube-object.js';
import type {ApiContext} from '../server/api-context.js';
import type {ApiUser} from '../server/api-types.js';

export const tokenIssuer = 'https://kubernetes.default.svc';

/** What a token of a service account says. https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#bound-service-account-tokens */
interface TokenClaims {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly audiences: readonly string[];
  readonly seconds: number;
  readonly pod?: {readonly name: string; readonly uid: string};
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A signed token (RS256) for a service account. */
export function createToken(
  context: ApiContext,
  key: string,
  claims: TokenClaims,
): {readonly token: string; readonly expirationTimestamp: string} {
  const issuedAt = Math.floor(context.clock.now() / 1000);
  const expiresAt = issuedAt + claims.seconds;
  const bound = {
    namespace: claims.namespace,
    ...(claims.pod ? {pod: claims.pod} : {}),
    serviceaccount: {name: claims.name, uid: claims.uid},
  };
  const payload = {
    aud: claims.audiences,
    exp: expiresAt,
    iat: issuedAt,
    iss: tokenIssuer,
    'kubernetes.io': bound,
    nbf: issuedAt,
    sub: `system:serviceaccount:${claims.namespace}:${claims.name}`,
  };
  const text = `${encode({alg: 'RS256', kid: 'rehearsal'})}.${encode(payload)}`;
  const signature = sign('RSA-SHA256', Buffer.from(text), createPrivateKey(key)).toString('base64url');
  return {
    token: `${text}.${signature}`,
    expirationTimestamp: new Date(expiresAt * 1000).toISOString().replace('.000Z', 'Z'),
  };
}

/** The user a service account's token stands for; undefined where it is none, expired, or its account is gone. */
export function readToken(context: ApiContext, key: string, token: string): ApiUser | undefined {
  const [header, payload, signature] = token.split('.');
  if (!header || !payload || !signature) return undefined;
  let claims: Open;
  try {
    claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
  if (claims?.iss !== tokenIssuer || claims.exp * 1000 <= context.clock.now()) return undefined;
  if (
    !verify(
      'RSA-SHA256',
      Buffer.from(`${header}.${payload}`),
      createPublicKey(key),
      Buffer.from(signature, 'base64url'),
    )
  )
    return undefined;
  const {namespace, serviceaccount, pod} = claims['kubernetes.io'] ?? {};
  const account = context.store.get('serviceaccounts', namespace, serviceaccount?.name);
  if (!account || account.metadata.uid !== serviceaccount.uid) return undefined;
  if (pod && context.store.get('pods', namespace, pod.name)?.metadata.uid !== pod.uid) return undefined;
  return createServiceAccountUser(namespace, serviceaccount.name, serviceaccount.uid);
}

/** The user that a service account is to authorisation. */
export function createServiceAccountUser(namespace: string, name: string, uid?: string): ApiUser {
  return {
    username: `system:serviceaccount:${namespace}:${name}`,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
    ...(uid ? {uid} : {}),
  };
}
