import type {VirtualClock} from '../clock/virtual-clock.js';
import type {CloudSide} from '../seams/cloud-side.js';
import {type AdmissionReview, callWebhook, type WebhookTarget} from './call-webhook.js';
import type {ClusterView} from './cluster-view.js';
import {createPublicCa, type PublicCaState} from './create-public-ca.js';
import {answerRequest} from './ingress/answer-request.js';
import {findEntry} from './ingress/find-entry.js';
import {createOutsideHosts, type HostAnswers} from './outside-hosts.js';
import type {PodNetwork} from './pod-network.js';
import {type DnsServer, serveDns} from './serve-dns.js';
import {serveProxy, type WorldProxy} from './serve-proxy.js';

/** The network of a world. */
export interface Network extends PodNetwork {
  /** Carries an admission review of cluster `uid` to its webhook; see {@link callWebhook}. */
  callWebhook(uid: string, target: WebhookTarget, review: AdmissionReview): Promise<AdmissionReview>;
  /** Opens DNS and the proxy on loopback, at the given ports or any. */
  listen(ports?: {
    readonly dnsPort?: number;
    readonly proxyPort?: number;
  }): Promise<{readonly dnsPort: number; readonly proxyPort: number}>;
  close(): Promise<void>;
}

/** How a network is made. */
export interface NetworkOptions {
  readonly clock: VirtualClock;
  /** Seeds the serial numbers of certificates; keys are random in every world. */
  readonly seed: number;
  /** Asked for the world's DNS; looked up when needed. */
  cloud(): Pick<CloudSide, 'lookup' | 'askNameServer'>;
  /** Hosts of the world that are no cluster's; none where left out. */
  readonly hosts?: HostAnswers;
  /** The authority of an earlier life of the world. */
  readonly ca?: PublicCaState;
  /** The clock of the clients that check certificates, which may be far from the virtual one. Certificates hold by both. */
  machineNow?(): number;
}

/** Connects clusters, clients and Google Cloud. */
export async function createNetwork({
  clock,
  seed,
  cloud,
  ca,
  hosts = {serves: () => false, answer: () => ({status: 404, headers: {}, body: ''})},
  machineNow = clock.now,
}: NetworkOptions): Promise<Network> {
  const views = new Map<string, ClusterView>();
  const listed = () => [...views.values()];
  let dns: DnsServer | undefined;
  let proxy: WorldProxy | undefined;
  const publicCa = await createPublicCa({virtualNow: clock.now, machineNow, seed}, ca);
  const outside = createOutsideHosts(publicCa, hosts);
  return {
    publicCa,
    attach(view) {
      views.set(view.cluster.uid, view);
      return () => void (views.get(view.cluster.uid) === view && views.delete(view.cluster.uid));
    },
    clusters: listed,
    fetchHttp(address, request) {
      const entry = findEntry(listed(), address, 80);
      return 'refused' in entry ? entry : answerRequest(entry, request);
    },
    callWebhook(uid, target, review) {
      const view = views.get(uid);
      return view ? callWebhook(view, target, review) : Promise.reject(new Error('context deadline exceeded'));
    },
    async listen({dnsPort, proxyPort} = {}) {
      dns = await serveDns(cloud, dnsPort);
      proxy = await serveProxy(listed, cloud, outside, proxyPort);
      return {dnsPort: dns.port, proxyPort: proxy.port};
    },
    async close() {
      outside.close();
      await proxy?.close();
      await dns?.close();
    },
  };
}
