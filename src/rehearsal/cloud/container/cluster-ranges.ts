import type {CloudContext} from '../cloud-context.js';
import type {Json} from '../json.js';
import type {ClusterState} from './cluster-state.js';

/** Services of newer clusters lie in Google's own range and take none of the subnetwork. */
const googleServices = /^34\.118\./;

function listOwnRanges(cluster: ClusterState): Json[] {
  const policy: Json = cluster.request.ipAllocationPolicy ?? {};
  const name = (purpose: string) => `gke-${cluster.name}-${purpose}-${cluster.hash}`;
  return [
    ...(policy.clusterSecondaryRangeName ? [] : [{rangeName: name('pods'), ipCidrRange: cluster.podRange}]),
    ...(policy.servicesSecondaryRangeName || googleServices.test(cluster.serviceRange)
      ? []
      : [{rangeName: name('services'), ipCidrRange: cluster.serviceRange}]),
  ];
}

/** Adds to the subnetwork the secondary ranges that GKE makes for a cluster. */
export function addClusterRanges(context: CloudContext, cluster: ClusterState): void {
  const subnetwork = context.state.compute[cluster.subnetworkPath];
  if (subnetwork) subnetwork.secondaryIpRanges = [...(subnetwork.secondaryIpRanges ?? []), ...listOwnRanges(cluster)];
}

/**
 * Turns on what private nodes reach Google by, as GKE does with a private cluster; a network of another project’s it
 * leaves alone. https://cloud.google.com/kubernetes-engine/docs/how-to/private-clusters#pga
 */
export function openPrivateAccess(context: CloudContext, cluster: ClusterState): void {
  const subnetwork = context.state.compute[cluster.subnetworkPath];
  const isOwn = cluster.subnetworkPath.startsWith(`projects/${cluster.projectId}/`);
  if (subnetwork && isOwn && cluster.request.privateClusterConfig?.enablePrivateNodes)
    subnetwork.privateIpGoogleAccess = true;
}

/** Takes them away again, with the cluster. */
export function removeClusterRanges(context: CloudContext, cluster: ClusterState): void {
  const subnetwork = context.state.compute[cluster.subnetworkPath];
  if (!subnetwork?.secondaryIpRanges) return;
  const own = listOwnRanges(cluster).map(({rangeName}) => rangeName);
  const left = subnetwork.secondaryIpRanges.filter(({rangeName}: Json) => !own.includes(rangeName));
  if (left.length > 0) subnetwork.secondaryIpRanges = left;
  else delete subnetwork.secondaryIpRanges;
}
