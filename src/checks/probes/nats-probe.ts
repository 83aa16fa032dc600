import {selectRegion} from '../../model/location.js';
import type {NatState} from '../../model/ports/networks.js';
import type {Probe} from './probe.js';
import {selectNetworkOwner} from './select-network-owner.js';

/** NAT gateways of the plan's network in its region. */
export const natsProbe: Probe<readonly NatState[]> = {
  id: 'nats',
  collect: async (inputs) =>
    inputs.ports.networks.listNats(
      await selectNetworkOwner(inputs),
      selectRegion(inputs.config.location),
      inputs.config.cluster.network,
    ),
};
