import type {CloudContext} from '../cloud-context.js';
import {seedFirewall} from '../compute/seed-default-network.js';
import type {Json} from '../json.js';
import type {ClusterState} from './cluster-state.js';

/** Where a cluster's control plane comes from when it calls nodes and pods. */
export function controlPlaneRange(cluster: ClusterState): string {
  return cluster.request.privateClusterConfig?.masterIpv4CidrBlock || `${cluster.endpointIp}/32`;
}

/** The project of a cluster's network: another one where the network is shared. */
export const hostOf = ({networkPath}: Pick<ClusterState, 'networkPath'>): string => networkPath.split('/')[1] ?? '';

/** The tag that GKE puts on all nodes of a cluster. */
export function nodeTag(cluster: ClusterState): string {
  return `gke-${cluster.name}-${cluster.hash}-node`;
}

/** https://cloud.google.com/kubernetes-engine/docs/concepts/firewall-rules#cluster-fws */
function listRules(context: CloudContext, cluster: ClusterState): Json[] {
  const prefix = `gke-${cluster.name}-${cluster.hash}`;
  const subnet = context.state.compute[cluster.subnetworkPath]?.ipCidrRange ?? '10.128.0.0/9';
  const every = ['tcp', 'udp', 'icmp', 'esp', 'ah', 'sctp'].map((IPProtocol) => ({IPProtocol}));
  return [
    {name: `${prefix}-all`, allowed: every, sourceRanges: [cluster.podRange]},
    {
      name: `${prefix}-master`,
      allowed: [{IPProtocol: 'tcp', ports: ['10250', '443']}],
      sourceRanges: [controlPlaneRange(cluster)],
    },
    {
      name: `${prefix}-vms`,
      allowed: [{IPProtocol: 'icmp'}, {IPProtocol: 'tcp', ports: ['1-65535']}, {IPProtocol: 'udp', ports: ['1-65535']}],
      sourceRanges: [subnet],
    },
  ];
}

/** Creates the rules that GKE keeps for a cluster. */
export function createClusterFirewalls(context: CloudContext, cluster: ClusterState): void {
  for (const rule of listRules(context, cluster)) {
    seedFirewall(context, hostOf(cluster), {
      ...rule,
      network: cluster.networkPath,
      priority: 1000,
      targetTags: [nodeTag(cluster)],
    });
  }
}

/** Removes the rules that GKE keeps for a cluster; those of left-over load balancers stay, as they do in truth. */
export function deleteClusterFirewalls(context: CloudContext, cluster: ClusterState): void {
  for (const rule of ['all', 'master', 'vms']) {
    delete context.state.compute[
      `projects/${hostOf(cluster)}/global/firewalls/gke-${cluster.name}-${cluster.hash}-${rule}`
    ];
  }
}
