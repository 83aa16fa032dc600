import type {InstallConfig} from './install-config.js';
import {selectRegion} from './location.js';

/** The project that the network lies in: the host project of a shared VPC, or the deployment's own. */
export function selectNetworkProject({cluster, project}: Pick<InstallConfig, 'cluster' | 'project'>): string {
  return cluster.networkProject ?? project.id;
}

/** Whether the network is another project's, shared with this one. https://cloud.google.com/vpc/docs/shared-vpc */
export function isSharedNetwork(config: Pick<InstallConfig, 'cluster' | 'project'>): boolean {
  return selectNetworkProject(config) !== config.project.id;
}

/** How Google's APIs are told a network: by name where it is the project's own, by path where it is shared. */
export function formatNetwork(config: InstallConfig): string {
  const {network} = config.cluster;
  return isSharedNetwork(config) ? `projects/${selectNetworkProject(config)}/global/networks/${network}` : network;
}

/** The same of a subnetwork of the deployment's region. */
export function formatSubnetwork(config: InstallConfig, name: string): string {
  return isSharedNetwork(config)
    ? `projects/${selectNetworkProject(config)}/regions/${selectRegion(config.location)}/subnetworks/${name}`
    : name;
}
