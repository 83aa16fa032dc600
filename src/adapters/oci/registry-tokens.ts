import {CloudFailure} from '../../model/cloud-failure.js';
import {type Challenge, parseChallenge} from './parse-challenge.js';
import type {RegistryCredential, RegistryCredentials} from './registry-credentials.js';
import type {Send} from './registry-http.js';

/** Says who asks a registry, and learns from its refusals what it wants to hear. */
export interface RegistryTokens {
  /** The header for these scopes, as far as the registry has said what it wants. */
  authorize(registry: string, scopes: readonly string[]): Promise<string | undefined>;
  /** Takes in a refusal with 401 of a request that carried `refused`; undefined where no other header is to be had. */
  renew(
    registry: string,
    scopes: readonly string[],
    challenge: string | undefined,
    refused: string | undefined,
  ): Promise<string | undefined>;
}

const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

async function fetchToken(
  request: Send,
  challenge: Extract<Challenge, {scheme: 'bearer'}>,
  scopes: readonly string[],
  credential: RegistryCredential | undefined,
): Promise<string> {
  const action = `token from ${new URL(challenge.realm).host}`;
  const form = new URLSearchParams();
  if (challenge.service !== undefined) form.set('service', challenge.service);
  const exchanged = credential?.kind === 'identity-token' ? credential.token : undefined;
  let sent: {readonly url: string; readonly options: Parameters<Send>[1]};
  if (exchanged === undefined) {
    const url = new URL(challenge.realm);
    for (const [name, value] of form) url.searchParams.set(name, value);
    for (const scope of scopes) url.searchParams.append('scope', scope);
    const authorization =
      credential?.kind === 'password' ? {authorization: basic(credential.user, credential.password)} : {};
    sent = {url: url.href, options: {headers: authorization}};
  } else {
    // https://distribution.github.io/distribution/spec/auth/oauth/
    form.set('grant_type', 'refresh_token');
    form.set('refresh_token', exchanged);
    form.set('client_id', 'shakinstall');
    form.set('scope', scopes.join(' '));
    const headers = {'content-type': 'application/x-www-form-urlencoded'};
    sent = {url: challenge.realm, options: {method: 'POST', headers, body: form.toString()}};
  }
  const answer = await request(sent.url, sent.options);
  const text = await answer.body.text();
  if (answer.statusCode === 200) {
    const {token, access_token: access} = JSON.parse(text) as {token?: string; access_token?: string};
    const found = token ?? access;
    if (found) return found;
  }
  const isTransient = answer.statusCode === 429 || answer.statusCode >= 500;
  throw new CloudFailure(
    isTransient ? 'unavailable' : credential === undefined ? 'unauthenticated' : 'permission',
    `${credential === undefined ? 'without credentials ' : ''}the token was refused with ${answer.statusCode}`,
    {action, status: answer.statusCode},
  );
}

/** Tokens by registry and scopes, each asked for once while it holds. */
export function RegistryTokens(request: Send, credentials: RegistryCredentials): RegistryTokens {
  const challenges = new Map<string, Challenge>();
  const headers = new Map<string, Promise<string | undefined>>();
  const keyOf = (registry: string, scopes: readonly string[]) => `${registry} ${scopes.join(' ')}`;
  const open = async (registry: string, challenge: Challenge, scopes: readonly string[]) => {
    const credential = await credentials(registry);
    if (challenge.scheme === 'bearer') return `Bearer ${await fetchToken(request, challenge, scopes, credential)}`;
    return credential?.kind === 'password' ? basic(credential.user, credential.password) : undefined;
  };
  const authorize = async (registry: string, scopes: readonly string[]) => {
    const challenge = challenges.get(registry);
    if (challenge === undefined) return undefined;
    const key = keyOf(registry, scopes);
    const known = headers.get(key) ?? open(registry, challenge, scopes);
    headers.set(key, known);
    // A refusal is asked again the next time.
    known.catch(() => headers.get(key) === known && headers.delete(key));
    return known;
  };
  return {
    authorize,
    async renew(registry, scopes, header, refused) {
      const challenge = header === undefined ? undefined : parseChallenge(header);
      if (challenge === undefined) return undefined;
      challenges.set(registry, challenge);
      const key = keyOf(registry, scopes);
      // Of requests that were refused side by side, one renews.
      if ((await headers.get(key)?.catch(() => undefined)) === refused) headers.delete(key);
      const renewed = await authorize(registry, scopes);
      return renewed === refused ? undefined : renewed;
    },
  };
}
