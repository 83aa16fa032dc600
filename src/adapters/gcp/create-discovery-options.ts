import type {iam_v1} from '@googleapis/iam';
import {type GoogleSession, selectApiBase} from './google-session.js';

/** Options for a client of the `@googleapis` family: credentials, root address, and no retries of its own. */
export async function createDiscoveryOptions(
  session: GoogleSession,
  service: string,
): Promise<{auth: NonNullable<iam_v1.Options['auth']>; rootUrl: string; retry: false}> {
  const auth = await session.authClient();
  // The family carries its own minor version of google-auth-library; the interface is the same.
  return {
    auth: auth as unknown as NonNullable<iam_v1.Options['auth']>,
    rootUrl: `${selectApiBase(session.environment, service)}/`,
    retry: false,
  };
}
