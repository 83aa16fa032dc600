import type {NetworkState} from '../../model/ports/networks.js';
import type {Probe} from './probe.js';
import {selectNetworkOwner} from './select-network-owner.js';

/** The VPC network of the plan; null where there is none of that name. */
export const networkProbe: Probe<NetworkState | null> = {
  id: 'network',
  collect: async (inputs) =>
    (await inputs.ports.networks.get(await selectNetworkOwner(inputs), inputs.config.cluster.network)) ?? null,
};
