import {type AuthClient, GoogleAuth} from 'google-auth-library';
import {CloudFailure} from '../../model/cloud-failure.js';
import type {Environment} from '../../model/environment.js';
import type {Clock} from '../../model/ports/local.js';
import {createKeyClient} from './create-key-client.js';
import {createTokenFileClient} from './create-token-file-client.js';

/** RBAC sees a numeric id in place of an e-mail without the second scope. https://cloud.google.com/kubernetes-engine/docs/how-to/api-server-authentication */
export const googleScopes = [
  'https://www.googleapis.com/auth/cloud-platform',
  'https://www.googleapis.com/auth/userinfo.email',
];

/** Credentials and endpoints of one actor; every Google adapter of that actor shares it. */
export interface GoogleSession {
  readonly environment: Environment;
  readonly clock: Clock;
  /** Rejects with an `unauthenticated` failure where there are no credentials. */
  authClient(): Promise<AuthClient>;
}

/** The operator's own session: a token file where the environment names one, else Application Default Credentials. */
export function createOperatorSession(environment: Environment, clock: Clock): GoogleSession {
  let client: Promise<AuthClient> | undefined;
  const open = async (): Promise<AuthClient> => {
    if (environment.accessTokenFile !== undefined) return createTokenFileClient(environment.accessTokenFile);
    // Whether this is a machine of Google's is told by the machine itself; asking the metadata address
    // takes seconds elsewhere. https://github.com/googleapis/gcp-metadata#environment-variables
    process.env.METADATA_SERVER_DETECTION ??= 'bios-only';
    try {
      return (await new GoogleAuth({scopes: googleScopes}).getClient()) as AuthClient;
    } catch (error) {
      throw new CloudFailure('unauthenticated', 'no Application Default Credentials were found', {
        action: 'credentials',
        cause: error,
      });
    }
  };
  return {
    environment,
    clock,
    authClient: () => {
      client ??= open();
      client.catch(() => {
        client = undefined;
      });
      return client;
    },
  };
}

/** The deployer's session: its key file is read at first use, since an earlier step writes it. */
export function createKeySession(environment: Environment, clock: Clock, keyFile: string): GoogleSession {
  let client: Promise<AuthClient> | undefined;
  return {
    environment,
    clock,
    authClient: () => {
      client ??= createKeyClient(keyFile, environment, clock);
      client.catch(() => {
        client = undefined;
      });
      return client;
    },
  };
}

/** Base address of one of Google's APIs, without a final slash. */
export function selectApiBase(environment: Environment, service: string): string {
  return environment.apiRoot ?? `https://${service}.googleapis.com`;
}
