import {compute, type compute_v1} from '@googleapis/compute';
import {createDiscoveryOptions} from './create-discovery-options.js';
import type {GoogleSession} from './google-session.js';

/** The compute client of a session. */
export async function openCompute(session: GoogleSession): Promise<compute_v1.Compute> {
  return compute({version: 'v1', ...(await createDiscoveryOptions(session, 'compute'))});
}
