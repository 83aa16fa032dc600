import type {VirtualClock} from '../clock/virtual-clock.js';
import type {ClusterView} from './cluster-view.js';
import {type PublicCaState, createPublicCa} from './create-public-ca.js';
import type {PodNetwork} from './pod-network.js';

/** A network and what it is made of. */
export interface Network extends PodNetwork {
  callWebhook(uid: string, target: unknown, review: unknown): Promise<unknown>;
}

/** Connects clusters, clients and Google Cloud. */
export async function createNetwork(options: {readonly clock: VirtualClock; readonly seed: number; readonly ca?: PublicCaState}): Promise<Network> {
  const views = new Map<string, ClusterView>();
  return {
    publicCa: await createPublicCa(options.clock, options.ca),
    attach(view) {
      views.set(view.cluster.uid, view);
      return () => void views.delete(view.cluster.uid);
    },
    clusters: () => [...views.values()],
    fetchHttp: () => ({refused: 'no route to host'}),
    callWebhook: () => Promise.reject(new Error('no webhook')),
  };
}
