import type {InstallConfig} from '../../model/install-config.js';
import {selectRegion} from '../../model/location.js';
import type {SubnetworkState} from '../../model/ports/networks.js';
import type {ClusterNetworkFact} from '../probes/cluster-network-probe.js';

/** Name of the subnetwork that the nodes are in: the cluster’s where it stands, the configured, or the network’s own. */
export function selectSubnetworkName(config: InstallConfig, cluster: ClusterNetworkFact | null): string {
  return cluster?.subnetwork || (config.cluster.subnetwork ?? config.cluster.network);
}

/** The subnetwork that the nodes are in, where it is there. */
export function selectSubnetwork(
  config: InstallConfig,
  subnetworks: readonly SubnetworkState[],
  cluster: ClusterNetworkFact | null,
): SubnetworkState | undefined {
  const wanted = selectSubnetworkName(config, cluster);
  return subnetworks.find(({name, region}) => name === wanted && region === selectRegion(config.location));
}
