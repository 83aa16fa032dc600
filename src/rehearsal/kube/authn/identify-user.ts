import type {IncomingHttpHeaders} from 'node:http';
import type {ApiContext} from '../server/api-context.js';
import type {ApiUser} from '../server/api-types.js';
import {readToken} from './service-account-tokens.js';

const anonymous: ApiUser = {username: 'system:anonymous', groups: ['system:unauthenticated']};

/**
 * Who a request over HTTPS comes from: a bearer token of a service account or one that `authenticate` knows; no
 * token at all is the anonymous user. Undefined, answered with 401, for a token that nobody knows.
 */
export function identifyUser(
  context: ApiContext,
  tokenKey: string,
  authenticate: ((token: string) => ApiUser | undefined) | undefined,
  headers: IncomingHttpHeaders,
): ApiUser | undefined {
  const [scheme = '', token = ''] = (headers.authorization ?? '').split(/\s+/);
  if (scheme.toLowerCase() !== 'bearer' || token === '') return anonymous;
  const known = readToken(context, tokenKey, token) ?? authenticate?.(token);
  if (!known) return undefined;
  return known.groups.includes('system:authenticated')
    ? known
    : {...known, groups: [...known.groups, 'system:authenticated']};
}
