import {BlockList} from 'node:net';
import {rolesOf} from '../../controllers/behaviours/pod-roles.js';
import type {KubeObject} from '../../controllers/core/kube-object.js';
import {kubeResources} from '../../controllers/core/kube-resource.js';
import type {ClusterView} from '../cluster-view.js';
import {resolveService} from '../resolve-service.js';

/** Where a connection from outside arrives in a cluster. */
export interface Entry {
  readonly view: ClusterView;
  readonly service: KubeObject;
  readonly port: number;
  /** The pod's own port behind it. */
  readonly targetPort: number | undefined;
  /** A ready pod that takes the connection. */
  readonly pod: KubeObject;
  /** Whether that pod is an Istio gateway, which routes on; any other answers itself. */
  readonly isGateway: boolean;
}

/** Follows a connection to an address of the world as far as it gets; `refused` says, as a client would, where it ended. */
export function findEntry(
  views: readonly ClusterView[],
  address: string,
  port: number,
): Entry | {readonly refused: string} {
  for (const view of views) {
    const service = view.informers
      .of(kubeResources.services)
      .list()
      .find(({status}) => status?.loadBalancer?.ingress?.some(({ip}: {ip: string}) => ip === address));
    if (!service) continue;
    const hasPort = service.spec.ports.some((entry: {port: number}) => entry.port === port);
    // A passthrough balancer drops what no forwarding rule or firewall rule takes.
    if (
      !hasPort ||
      isInternal(service) ||
      !isLetIn(service) ||
      !view.cloud.isReachable(view.cluster.uid, 'internet', 'tcp', port)
    )
      return {refused: 'connection timed out'};
    const backend = resolveService(view, service.metadata.namespace!, service.metadata.name, port);
    const pod = backend?.pods[0];
    if (!pod) return {refused: 'connection refused'};
    return {
      view,
      service,
      port,
      targetPort: backend.targetPort,
      pod,
      isGateway: rolesOf(view.behaviours, pod).includes('istio-gateway'),
    };
  }
  return {refused: 'connection timed out'};
}

/** Where the world's clients come from, as the Internet sees them. https://www.rfc-editor.org/rfc/rfc5737 */
const clientAddress = '203.0.113.80';

/** Whether the Service's source ranges, which GKE makes a firewall rule of, hold the clients. https://cloud.google.com/kubernetes-engine/docs/how-to/service-parameters#load-balancer-ip-address-range */
function isLetIn({spec}: KubeObject): boolean {
  const ranges: readonly string[] = spec.loadBalancerSourceRanges ?? [];
  const allowed = new BlockList();
  for (const range of ranges) {
    const [address = '', bits = '32'] = range.trim().split('/');
    allowed.addSubnet(address, Number(bits), address.includes(':') ? 'ipv6' : 'ipv4');
  }
  return ranges.length === 0 || allowed.check(clientAddress);
}

function isInternal({metadata}: KubeObject): boolean {
  const kind =
    metadata.annotations?.['networking.gke.io/load-balancer-type'] ??
    metadata.annotations?.['cloud.google.com/load-balancer-type'];
  return kind?.toLowerCase() === 'internal';
}
