import {regionOf} from '../catalogue/catalogue.js';
import type {CloudContext} from '../cloud-context.js';
import {listResources} from '../compute/count-usage.js';
import {parseLink} from '../compute/links.js';
import {hasInternetRoute} from '../compute/vpc-routes.js';
import {hostOf} from '../container/cluster-firewalls.js';
import {findClusterById} from '../container/cluster-state.js';

/**
 * Whether a cluster's nodes reach the internet. It takes a route there; private nodes do through Cloud NAT only.
 * https://cloud.google.com/nat/docs/gke-example
 */
export function hasEgress(context: CloudContext, uid: string): boolean {
  const cluster = findClusterById(context, uid);
  if (!cluster) return false;
  // Of a shared network, routers stand in the host project.
  const host = hostOf(cluster);
  if (!hasInternetRoute(context, cluster.networkPath)) return false;
  if (!cluster.request.privateClusterConfig?.enablePrivateNodes) return true;
  return listResources(context, host, 'routers').some(
    ([path, router]) =>
      path.split('/')[3] === regionOf(cluster.location) &&
      parseLink(router.network, host) === cluster.networkPath &&
      router.nats?.length > 0,
  );
}
