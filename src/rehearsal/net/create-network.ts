import type {VirtualClock} from '../clock/virtual-clock.js';
import {type AdmissionReview, callWebhook, type WebhookTarget} from './call-webhook.js';
import type {ClusterView} from './cluster-view.js';
import {createPublicCa, type PublicCaState} from './create-public-ca.js';
import type {PodNetwork} from './pod-network.js';

/** The network of a world. */
export interface Network extends PodNetwork {
  /** Carries an admission review of cluster `uid` to its webhook; see {@link callWebhook}. */
  callWebhook(uid: string, target: WebhookTarget, review: AdmissionReview): Promise<AdmissionReview>;
}

/** How a network is made. */
export interface NetworkOptions {
  readonly clock: VirtualClock;
  /** The authority of an earlier life of the world. */
  readonly ca?: PublicCaState;
  /** By which clock certificates are dated: that of the clients that will check them. Defaults to the virtual one. */
  readonly certificateNow?: () => number;
}

/** Connects clusters, clients and Google Cloud. */
export async function createNetwork({clock, ca, certificateNow = clock.now}: NetworkOptions): Promise<Network> {
  const views = new Map<string, ClusterView>();
  return {
    publicCa: await createPublicCa(certificateNow, ca),
    attach(view) {
      views.set(view.cluster.uid, view);
      return () => void views.delete(view.cluster.uid);
    },
    clusters: () => [...views.values()],
    fetchHttp: () => ({refused: 'no route to host'}),
    callWebhook(uid, target, review) {
      const view = views.get(uid);
      return view ? callWebhook(view, target, review) : Promise.reject(new Error('context deadline exceeded'));
    },
  };
}
