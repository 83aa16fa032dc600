import type {SubnetworkState} from '../../model/ports/networks.js';
import type {Probe} from './probe.js';
import {selectNetworkOwner} from './select-network-owner.js';

/** Subnetworks of the plan's network, in every region. */
export const subnetworksProbe: Probe<readonly SubnetworkState[]> = {
  id: 'subnetworks',
  collect: async (inputs) =>
    inputs.ports.networks.listSubnetworks(await selectNetworkOwner(inputs), inputs.config.cluster.network),
};
