import type {compute_v1} from '@googleapis/compute';
import type {AuthClient} from 'google-auth-library';
import {createDiscoveryOptions} from './create-discovery-options.js';
import type {GoogleSession} from './google-session.js';

/** A client holds an object for each of a hundred collections: one for each credential is enough. */
const clients = new WeakMap<AuthClient, Promise<compute_v1.Compute>>();

/** The compute client of a session; the library is loaded with the first, without its alpha and beta of the same size. */
export async function openCompute(session: GoogleSession): Promise<compute_v1.Compute> {
  const authClient = await session.authClient();
  const held = clients.get(authClient);
  if (held !== undefined) return held;
  const opened = import('@googleapis/compute/build/v1.js').then(
    async ({compute_v1: {Compute}}) => new Compute(await createDiscoveryOptions(session, 'compute')),
  );
  clients.set(authClient, opened);
  return opened;
}
