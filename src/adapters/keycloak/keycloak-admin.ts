import {createHash} from 'node:crypto';
import {CloudFailure, type CloudFailureKind} from '../../model/cloud-failure.js';
import type {
  IdentityProviderRequest,
  IdentityProviderState,
  IdentityProviders,
  KeycloakAccess,
} from '../../model/ports/identity-providers.js';
import type {HttpAnswer} from '../../model/ports/local.js';
import type {Outside, OutsideRequest} from '../web/open-outside.js';

/** The public client that Keycloak's own command line uses. https://www.keycloak.org/docs/latest/server_development/#example-using-curl */
const adminClient = 'admin-cli';
/** Keycloak keeps keys of a configuration that it does not know. */
const digestKey = 'shakinstallSecretDigest';
/** A token holds for a minute; a request that took longer asks for another one. */
const tokensTried = 3;

interface Representation {
  readonly alias: string;
  readonly providerId: string;
  readonly displayName?: string;
  readonly enabled?: boolean;
  readonly config?: Readonly<Record<string, string>>;
}

const kinds: Readonly<Record<number, CloudFailureKind>> = {
  400: 'invalid',
  401: 'unauthenticated',
  403: 'permission',
  404: 'not-found',
  409: 'exists',
};

const digest = (clientId: string | undefined, secret: string) =>
  createHash('sha256').update(`${clientId}\n${secret}`).digest('hex').slice(0, 32);

/** What Keycloak says is wrong; never what was sent. */
function selectMessage({status, body}: HttpAnswer): string {
  try {
    const {errorMessage, error_description, error} = JSON.parse(body) as Record<string, string | undefined>;
    return errorMessage ?? error_description ?? error ?? `Keycloak answers ${status}`;
  } catch {
    return `Keycloak answers ${status}`;
  }
}

/** Keycloak's admin REST API, reached as the platform's users reach it. */
export function KeycloakAdmin({send}: Pick<Outside, 'send'>): IdentityProviders {
  const call = async (action: string, request: OutsideRequest): Promise<HttpAnswer> => {
    const result = await send(request);
    if (result.state !== 'answered')
      throw new CloudFailure('unavailable', `${request.url}: ${result.state}: ${result.message}`, {action});
    const {answer} = result;
    if (answer.status < 300) return answer;
    const kind = kinds[answer.status] ?? (answer.status >= 500 ? 'unavailable' : 'unknown');
    throw new CloudFailure(kind, selectMessage(answer), {action, status: answer.status});
  };
  const fetchToken = async ({root, user, password, trusted}: KeycloakAccess): Promise<string> => {
    const form = new URLSearchParams({grant_type: 'password', client_id: adminClient, username: user, password});
    const {body} = await call('log in to Keycloak', {
      method: 'POST',
      url: `${root}/realms/master/protocol/openid-connect/token`,
      headers: {'content-type': 'application/x-www-form-urlencoded'},
      body: form.toString(),
      trusted,
    });
    return (JSON.parse(body) as {access_token: string}).access_token;
  };
  const ask = async (
    access: KeycloakAccess,
    method: OutsideRequest['method'],
    path: string,
    document?: Representation,
  ): Promise<HttpAnswer> => {
    for (let tried = 1; ; tried++) {
      const token = await fetchToken(access);
      try {
        return await call(`${method} identity provider`, {
          method,
          url: `${access.root}/admin/realms/${encodeURIComponent(access.realm)}${path}`,
          headers: {accept: 'application/json', authorization: `Bearer ${token}`, 'content-type': 'application/json'},
          body: document === undefined ? undefined : JSON.stringify(document),
          trusted: access.trusted,
        });
      } catch (error) {
        // The log-in succeeded a moment ago, so it is the token that has ended since.
        const isEnded = error instanceof CloudFailure && error.kind === 'unauthenticated' && tried < tokensTried;
        if (!isEnded) throw error;
      }
    }
  };
  const pathOf = (alias: string) => `/identity-provider/instances/${encodeURIComponent(alias)}`;
  /** The list tells a provider that is not there from a realm that is not; so does no answer for a single one. */
  const find = async (access: KeycloakAccess, alias: string): Promise<Representation | undefined> => {
    const {body} = await ask(access, 'GET', '/identity-provider/instances');
    return (JSON.parse(body) as Representation[]).find((provider) => provider.alias === alias);
  };
  const represent = (
    {alias, providerId, displayName, config}: IdentityProviderRequest,
    clientSecret: string,
    kept: Representation['config'] = {},
  ): Representation => ({
    alias,
    providerId,
    displayName,
    enabled: true,
    config: {...kept, ...config, clientSecret, [digestKey]: digest(config.clientId, clientSecret)},
  });
  return {
    async get(access, alias): Promise<IdentityProviderState | undefined> {
      const found = await find(access, alias);
      if (found === undefined) return undefined;
      const {providerId, displayName = '', enabled = true, config = {}} = found;
      return {alias, providerId, displayName, isEnabled: enabled, config};
    },
    async create(access, request, clientSecret) {
      await ask(access, 'POST', '/identity-provider/instances', represent(request, clientSecret));
    },
    async update(access, request, clientSecret) {
      const standing = await find(access, request.alias);
      const document = {...standing, ...represent(request, clientSecret, standing?.config)};
      await ask(access, 'PUT', pathOf(request.alias), document);
    },
    holdsSecret: ({config}, clientSecret) => config[digestKey] === digest(config.clientId, clientSecret),
  };
}
