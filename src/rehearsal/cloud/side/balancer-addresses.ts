import type {Refusal} from '../../seams/cloud-side.js';
import {regionOf} from '../catalogue/catalogue.js';
import type {CloudContext} from '../cloud-context.js';
import {drawExternalAddress, findAddressUser, findInternalAddress} from '../compute/addresses.js';
import {findLimit} from '../compute/check-quota.js';
import {countUsage, listResources} from '../compute/count-usage.js';
import {formatLink} from '../compute/links.js';
import {seedFirewall} from '../compute/seed-default-network.js';
import {hostOf, nodeTag} from '../container/cluster-firewalls.js';
import {type ClusterState, findClusterById, isZone} from '../container/cluster-state.js';
import {drawDecimalId, drawHexId} from '../operations/draw-id.js';
import {formatPacificTime} from '../operations/format-time.js';

export interface BalancedService {
  readonly namespace: string;
  readonly name: string;
  readonly requestedIp?: string;
  readonly isInternal: boolean;
  readonly ports: readonly number[];
}

function describe(service: {readonly namespace: string; readonly name: string}): string {
  return JSON.stringify({'kubernetes.io/service-name': `${service.namespace}/${service.name}`});
}

/**
 * In a shared network GKE's agent writes rules only where the host project lets it; the balancer stands without.
 * https://cloud.google.com/kubernetes-engine/docs/how-to/cluster-shared-vpc#managing_firewall_resources
 */
function mayOpenFirewall(context: CloudContext, cluster: ClusterState): boolean {
  const host = hostOf(cluster);
  const number = context.state.projects[cluster.projectId]?.projectNumber;
  const agent = `service-${number}@container-engine-robot.iam.gserviceaccount.com`;
  return host === cluster.projectId || context.access.decide(agent, 'compute.firewalls.create', `projects/${host}`);
}

function findRule(
  context: CloudContext,
  cluster: ClusterState,
  service: {readonly namespace: string; readonly name: string},
) {
  return listResources(context, cluster.projectId, 'forwardingRules').find(
    ([, rule]) => rule.description === describe(service) && rule.labels?.cluster === cluster.uid.slice(0, 63),
  );
}

function findReserved(context: CloudContext, project: string, address: string): boolean {
  return listResources(context, project, 'addresses').some(([, resource]) => resource.address === address);
}

/** The address for a balancer, or why there is none, in the words of the events that GKE writes. */
function chooseAddress(
  context: CloudContext,
  cluster: ClusterState,
  region: string,
  service: BalancedService,
): {readonly address: string} | Refusal {
  const {projectId} = cluster;
  if (service.requestedIp) {
    if (!findReserved(context, projectId, service.requestedIp)) {
      return {
        refused: `Error syncing load balancer: failed to ensure load balancer: requested ip "${service.requestedIp}" is neither static nor assigned to the LB`,
      };
    }
    const user = findAddressUser(context, projectId, service.requestedIp);
    if (user)
      return {
        refused: `Error syncing load balancer: failed to ensure load balancer: googleapi: Error 400: Invalid value for field 'resource.IPAddress': '${service.requestedIp}'. Specified IP address is in-use and would result in a conflict., invalid`,
      };
    return {address: service.requestedIp};
  }
  if (service.isInternal) {
    const address = findInternalAddress(context, context.state.compute[cluster.subnetworkPath] ?? {});
    return address
      ? {address}
      : {
          refused:
            'Error syncing load balancer: failed to ensure load balancer: googleapi: Error 400: IP_SPACE_EXHAUSTED',
        };
  }
  const limit = findLimit(context, projectId, region, 'IN_USE_ADDRESSES');
  if (countUsage(context, projectId, region, 'IN_USE_ADDRESSES') + 1 > limit) {
    return {
      refused: `Error syncing load balancer: failed to ensure load balancer: failed to create forwarding rule for load balancer: googleapi: Error 403: Quota 'IN_USE_ADDRESSES' exceeded.  Limit: ${limit.toFixed(1)} in region ${region}., quotaExceeded`,
    };
  }
  return {address: drawExternalAddress(context)};
}

/** Makes the forwarding rule and the firewall rules of a LoadBalancer Service, or finds them made. */
export function acquireAddress(
  context: CloudContext,
  uid: string,
  service: BalancedService,
): {readonly address: string} | Refusal {
  const cluster = findClusterById(context, uid);
  if (!cluster) return {refused: 'Error syncing load balancer: failed to ensure load balancer: cluster not found'};
  const known = findRule(context, cluster, service);
  if (known && (!service.requestedIp || service.requestedIp === known[1].IPAddress))
    return {address: known[1].IPAddress};
  if (known) releaseAddress(context, uid, service);
  const {projectId} = cluster;
  const region = isZone(cluster.location) ? regionOf(cluster.location) : cluster.location;
  const chosen = chooseAddress(context, cluster, region, service);
  if ('refused' in chosen) return chosen;
  const name = `a${drawHexId(context, 31)}`;
  const path = `projects/${projectId}/regions/${region}/forwardingRules/${name}`;
  context.state.compute[path] = {
    kind: 'compute#forwardingRule',
    id: drawDecimalId(context, 19),
    creationTimestamp: formatPacificTime(context.clock.now()),
    name,
    description: describe(service),
    region: formatLink(`projects/${projectId}/regions/${region}`),
    IPAddress: chosen.address,
    IPProtocol: 'TCP',
    portRange: `${Math.min(...service.ports)}-${Math.max(...service.ports)}`,
    loadBalancingScheme: service.isInternal ? 'INTERNAL' : 'EXTERNAL',
    networkTier: 'PREMIUM',
    network: formatLink(cluster.networkPath),
    ...(service.isInternal && {subnetwork: formatLink(cluster.subnetworkPath)}),
    selfLink: formatLink(path),
    labels: {cluster: cluster.uid.slice(0, 63)},
  };
  const shared = {
    network: cluster.networkPath,
    priority: 1000,
    targetTags: [nodeTag(cluster)],
    description: describe(service),
  };
  const host = hostOf(cluster);
  if (!mayOpenFirewall(context, cluster)) return chosen;
  seedFirewall(context, host, {
    ...shared,
    name: `k8s-fw-${name}`,
    allowed: [{IPProtocol: 'tcp', ports: service.ports.map(String)}],
    sourceRanges: service.isInternal ? ['10.0.0.0/8'] : ['0.0.0.0/0'],
  });
  seedFirewall(context, host, {
    ...shared,
    name: `k8s-${cluster.uid.slice(0, 16)}-node-http-hc`,
    allowed: [{IPProtocol: 'tcp', ports: ['10256']}],
    sourceRanges: ['130.211.0.0/22', '35.191.0.0/16', '209.85.152.0/22', '209.85.204.0/22'],
  });
  return chosen;
}

/** Takes a balancer's forwarding rule and firewall rule away. */
export function releaseAddress(
  context: CloudContext,
  uid: string,
  service: {readonly namespace: string; readonly name: string},
): void {
  const cluster = findClusterById(context, uid);
  const rule = cluster && findRule(context, cluster, service);
  if (!rule) return;
  delete context.state.compute[rule[0]];
  delete context.state.compute[`projects/${hostOf(cluster)}/global/firewalls/k8s-fw-${rule[1].name}`];
}
