import {regionOf} from '../catalogue/catalogue.js';
import type {CloudContext} from '../cloud-context.js';
import {listResources} from '../compute/count-usage.js';
import {parseLink} from '../compute/links.js';
import {findClusterById} from '../container/cluster-state.js';

/**
 * Whether a cluster's nodes reach the internet. Private nodes do through Cloud NAT only.
 * https://cloud.google.com/nat/docs/gke-example
 */
export function hasEgress(context: CloudContext, uid: string): boolean {
  const cluster = findClusterById(context, uid);
  if (!cluster) return false;
  if (!cluster.request.privateClusterConfig?.enablePrivateNodes) return true;
  return listResources(context, cluster.projectId, 'routers').some(
    ([path, router]) =>
      path.split('/')[3] === regionOf(cluster.location) &&
      parseLink(router.network, cluster.projectId) === cluster.networkPath &&
      router.nats?.length > 0,
  );
}
