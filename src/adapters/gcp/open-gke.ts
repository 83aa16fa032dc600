import type {ClusterManagerClient} from '@google-cloud/container';
import {CloudFailure} from '../../model/cloud-failure.js';
import {createGapicOptions} from './create-gapic-options.js';
import type {GoogleSession} from './google-session.js';

const clients = new WeakMap<GoogleSession, Promise<ClusterManagerClient>>();

/** The session's client of GKE. The largest of the libraries is loaded once somebody asks for a cluster. */
export function openGke(session: GoogleSession): () => Promise<ClusterManagerClient> {
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

/** Name of the operation that a call started. */
export function operationName(action: string, operation: {name?: string | null}): string {
  if (operation.name == null) throw new CloudFailure('unknown', 'the answer names no operation', {action});
  return operation.name;
}
