import {isSharedNetwork, selectNetworkProject} from '../../model/network-place.js';
import {NotApplicable} from '../../model/not-applicable.js';
import type {Binding} from '../../model/ports/policies.js';
import type {Probe} from './probe.js';

export interface SharedNetworkFact {
  /** The host project that the deployment's project is attached to. */
  readonly host: string | null;
  /** Number of the deployment's project, by which Google names its agents; null where the project may not be seen. */
  readonly number: string | null;
  /** What the host's own policy grants to agents of that project. Grants on the subnetwork alone are not in it. */
  readonly agentBindings: readonly Binding[];
}

/** Whether a network of another project is shared with this one, and what its agents may do there. */
export const sharedNetworkProbe: Probe<SharedNetworkFact> = {
  id: 'shared-network',
  async collect({ports, config}) {
    if (!isSharedNetwork(config)) throw new NotApplicable('the network is the project’s own');
    const [host, project, bindings] = await Promise.all([
      ports.networks.findHost(config.project.id),
      ports.projects.get(config.project.id),
      ports.policies.listBindings(selectNetworkProject(config)),
    ]);
    const number = project?.number ?? null;
    return {
      host: host ?? null,
      number,
      agentBindings: bindings.filter(({member}) => number !== null && member.includes(number)),
    };
  },
};
