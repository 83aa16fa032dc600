import {createSign} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {OAuth2Client} from 'google-auth-library';
import {CloudFailure} from '../../model/cloud-failure.js';
import type {Environment} from '../../model/environment.js';
import type {Clock} from '../../model/ports/local.js';
import {googleScopes} from './google-session.js';
import {toCloudFailure} from './to-cloud-failure.js';

interface KeyFile {
  readonly client_email: string;
  readonly private_key: string;
  readonly private_key_id: string;
  readonly token_uri: string;
}

/** https://developers.google.com/identity/protocols/oauth2/service-account#authorizingrequests */
interface TokenAnswer {
  readonly access_token?: string;
  readonly expires_in?: number;
  readonly error?: string;
  readonly error_description?: string;
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The signed assertion of the JWT-bearer grant. https://developers.google.com/identity/protocols/oauth2/service-account#authorizingrequests */
function signAssertion(key: KeyFile, nowMs: number): string {
  const issuedAt = Math.floor(nowMs / 1000);
  const head = encode({alg: 'RS256', typ: 'JWT', kid: key.private_key_id});
  const claims = encode({
    iss: key.client_email,
    scope: googleScopes.join(' '),
    aud: key.token_uri,
    iat: issuedAt,
    exp: issuedAt + 3600,
  });
  const signature = createSign('RSA-SHA256').update(`${head}.${claims}`).sign(key.private_key, 'base64url');
  return `${head}.${claims}.${signature}`;
}

/** Reads a service-account key file; a `CloudFailure` where it is missing or no key file. */
export async function readKeyFile(path: string): Promise<KeyFile> {
  try {
    const key = JSON.parse(await readFile(path, 'utf8')) as Partial<KeyFile>;
    if (key.client_email === undefined || key.private_key === undefined || key.token_uri === undefined)
      throw new Error('fields are missing');
    return key as KeyFile;
  } catch (error) {
    throw new CloudFailure('unauthenticated', `the key file ${path} cannot be used`, {
      action: 'credentials',
      cause: error,
    });
  }
}

/**
 * A client for a service-account key that honours the key's own `token_uri`, as the gapic clients'
 * self-signed tokens do not. An environment with a root of its own is asked there, as gcloud's
 * `auth/token_host` does.
 */
export async function createKeyClient(path: string, environment: Environment, clock: Clock): Promise<OAuth2Client> {
  const key = await readKeyFile(path);
  // The library measures by the machine's clock; a token lives by the environment's, which may run faster.
  const speed = environment.clock?.speed ?? 1;
  const client = new OAuth2Client();
  client.eagerRefreshThresholdMillis /= speed;
  client.refreshHandler = async () => {
    const response = await client.transporter
      .request<TokenAnswer | undefined>({
        url: environment.apiRoot === undefined ? key.token_uri : `${environment.apiRoot}/token`,
        method: 'POST',
        data: new URLSearchParams({
          grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
          assertion: signAssertion(key, clock.now()),
        }),
        responseType: 'json',
        validateStatus: () => true,
      })
      .catch((error: unknown) => {
        throw toCloudFailure('token', error);
      });
    const body: TokenAnswer = typeof response.data === 'object' ? response.data : {};
    if (response.status >= 300 || body.access_token === undefined) {
      const kind = response.status >= 500 ? 'unavailable' : 'unauthenticated';
      throw new CloudFailure(
        kind,
        `${body.error ?? response.status}: ${body.error_description ?? 'the token endpoint refused the key'}`,
        {action: 'token', status: response.status},
      );
    }
    return {access_token: body.access_token, expiry_date: Date.now() + ((body.expires_in ?? 3600) * 1000) / speed};
  };
  client.setCredentials(await client.refreshHandler());
  return client;
}
