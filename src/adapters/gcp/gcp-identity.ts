import {type AuthClient, BaseExternalAccountClient, Impersonated, JWT, UserRefreshClient} from 'google-auth-library';
import {CloudFailure} from '../../model/cloud-failure.js';
import type {Environment} from '../../model/environment.js';
import type {Identity, PresentIdentity} from '../../model/ports/local.js';
import {createKeyClient, readKeyFile} from './create-key-client.js';
import {type GoogleSession, selectApiBase} from './google-session.js';
import {toCloudFailure} from './to-cloud-failure.js';

/** What the library found in Application Default Credentials. https://cloud.google.com/docs/authentication/application-default-credentials */
function describeCredentials(
  auth: AuthClient,
  environment: Environment,
): Pick<PresentIdentity, 'isRenewed' | 'source' | 'quotaProject' | 'chain'> {
  const quota = auth.quotaProjectId === undefined ? {} : {quotaProject: auth.quotaProjectId};
  if (environment.accessTokenFile !== undefined) return {isRenewed: false, source: 'token-file', chain: [], ...quota};
  if (auth instanceof Impersonated)
    return {isRenewed: true, source: 'impersonation', chain: [auth.getTargetPrincipal()], ...quota};
  const source =
    auth instanceof JWT
      ? 'service-account'
      : auth instanceof UserRefreshClient
        ? 'user'
        : auth instanceof BaseExternalAccountClient
          ? 'federation'
          : 'machine';
  return {isRenewed: true, source, chain: [], ...quota};
}

/** Who the session's calls are made as, by the token-info endpoint. https://developers.google.com/identity/sign-in/web/backend-auth */
export function GcpIdentity(session: GoogleSession): Identity {
  return {
    async describe() {
      try {
        const auth = await session.authClient();
        const {token} = await auth.getAccessToken();
        const root = session.environment.apiRoot ?? selectApiBase(session.environment, 'oauth2');
        const askedAt = session.clock.now();
        const {data, headers} = await auth.request<{email?: string; expires_in?: number | string}>({
          url: `${root}/tokeninfo?access_token=${encodeURIComponent(token ?? '')}`,
        });
        const localMs = session.clock.now();
        const seconds = Number(data.expires_in ?? Number.NaN);
        // A date has whole seconds, and was written at some moment of the way there and back.
        const serverMs = Date.parse(headers.get('date') ?? '');
        const answeredAt = {serverMs, localMs, uncertaintyMs: localMs - askedAt + 1000};
        return {
          state: 'present',
          email: data.email ?? 'unknown',
          ...(Number.isNaN(seconds) ? {} : {expiresAt: localMs + seconds * 1000}),
          ...describeCredentials(auth, session.environment),
          ...(Number.isNaN(serverMs) ? {} : {answeredAt}),
        };
      } catch (error) {
        const failure = toCloudFailure('tokeninfo', error);
        if (failure.kind === 'unauthenticated')
          return {state: failure.status === 401 ? 'expired' : 'absent', message: failure.message};
        if (failure.kind === 'invalid') return {state: 'expired', message: failure.message};
        throw failure;
      }
    },
    async tryKey(path) {
      const client = await createKeyClient(path, session.environment, session.clock);
      const {token} = await client.getAccessToken();
      if (token == null) throw new CloudFailure('unauthenticated', 'the key brought no token', {action: 'token'});
      return {email: (await readKeyFile(path)).client_email};
    },
  };
}
