import {CloudFailure} from '../../model/cloud-failure.js';
import type {Identity} from '../../model/ports/local.js';
import {createKeyClient, readKeyFile} from './create-key-client.js';
import {type GoogleSession, selectApiBase} from './google-session.js';
import {toCloudFailure} from './to-cloud-failure.js';

/** Who the session's calls are made as, by the token-info endpoint. https://developers.google.com/identity/sign-in/web/backend-auth */
export function GcpIdentity(session: GoogleSession): Identity {
  return {
    async describe() {
      try {
        const auth = await session.authClient();
        const {token} = await auth.getAccessToken();
        const root = session.environment.apiRoot ?? selectApiBase(session.environment, 'oauth2');
        const {data} = await auth.request<{email?: string; expires_in?: number | string}>({
          url: `${root}/tokeninfo?access_token=${encodeURIComponent(token ?? '')}`,
        });
        const seconds = Number(data.expires_in ?? Number.NaN);
        return {
          state: 'present',
          email: data.email ?? 'unknown',
          ...(Number.isNaN(seconds) ? {} : {expiresAt: session.clock.now() + seconds * 1000}),
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
