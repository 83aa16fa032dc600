import type {container_v1} from '@googleapis/container';
import type {AuthClient} from 'google-auth-library';
import {CloudFailure} from '../../model/cloud-failure.js';
import type {ClusterRef} from '../../model/ports/clusters.js';
import {createDiscoveryOptions} from './create-discovery-options.js';
import type {GoogleSession} from './google-session.js';

type Locations = container_v1.Resource$Projects$Locations;

const clients = new WeakMap<AuthClient, Promise<Locations>>();

/** GKE's collections by location, one client for all who ask with the same credential; the library is loaded once somebody does. */
export async function openContainer(session: GoogleSession): Promise<Locations> {
  const authClient = await session.authClient();
  const held = clients.get(authClient);
  if (held !== undefined) return held;
  const opened = import('@googleapis/container/build/v1.js').then(
    async ({container_v1: {Container}}) =>
      new Container(await createDiscoveryOptions(session, 'container')).projects.locations,
  );
  clients.set(authClient, opened);
  return opened;
}

/** Where clusters and operations are asked for. */
export function formatParent(project: string, location: string): string {
  return `projects/${project}/locations/${location}`;
}

export function formatClusterName({project, location, name}: ClusterRef): string {
  return `${formatParent(project, location)}/clusters/${name}`;
}

/** The name of an operation that was started. */
export function selectOperationName(action: string, operation: {readonly name?: string | null}): string {
  if (operation.name == null) throw new CloudFailure('unknown', 'the answer names no operation', {action});
  return operation.name;
}
