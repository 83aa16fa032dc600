import type {RouteState} from '../../model/ports/networks.js';
import type {Probe} from './probe.js';
import {selectNetworkOwner} from './select-network-owner.js';

/** Routes of the plan's network, but for those to its own subnetworks. */
export const networkRoutesProbe: Probe<readonly RouteState[]> = {
  id: 'network-routes',
  async collect(inputs) {
    const routes = await inputs.ports.networks.listRoutes(
      await selectNetworkOwner(inputs),
      inputs.config.cluster.network,
    );
    return routes.filter(({nextHop}) => nextHop.kind !== 'network');
  },
};
