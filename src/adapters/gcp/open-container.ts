import type {ClusterManagerClient} from '@google-cloud/container';
import {CloudFailure} from '../../model/cloud-failure.js';
import type {ClusterRef} from '../../model/ports/clusters.js';
import {createGapicOptions} from './create-gapic-options.js';
import type {GoogleSession} from './google-session.js';

const clients = new WeakMap<GoogleSession, Promise<ClusterManagerClient>>();

/** The client of GKE for a session, one for all who ask. The largest of the libraries is loaded once somebody does. */
export function openContainer(session: GoogleSession): () => Promise<ClusterManagerClient> {
  return () => {
    const client =
      clients.get(session) ??
      Promise.all([createGapicOptions(session), import('@google-cloud/container')]).then(
        ([options, {ClusterManagerClient: Client}]) => new Client(options),
      );
    clients.set(session, client);
    return client;
  };
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
