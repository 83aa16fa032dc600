import {CloudFailure} from '../../model/cloud-failure.js';
import {selectClusterRef} from '../../model/cluster-ref.js';
import type {Probe} from './probe.js';

/** How a cluster that stands lies in its network. */
export interface ClusterNetworkFact {
  readonly network: string;
  readonly subnetwork: string;
  readonly podCidr: string;
  readonly serviceCidr: string;
  readonly controlPlaneCidr: string | null;
  readonly privateEndpoint: string | null;
}

/** The cluster of the plan as it lies in its network; null where the plan is still to create it. */
export const clusterNetworkProbe: Probe<ClusterNetworkFact | null> = {
  id: 'cluster-network',
  async collect({ports, config}) {
    const isCreated = config.cluster.mode === 'create';
    if (config.project.mode === 'create' && (await ports.projects.get(config.project.id)) === undefined) return null;
    try {
      const cluster = await ports.clusters.get(selectClusterRef(config));
      if (cluster === undefined) return null;
      const {network, subnetwork, podCidr, serviceCidr, controlPlaneCidr, privateEndpoint} = cluster;
      return {
        network,
        subnetwork,
        podCidr,
        serviceCidr,
        controlPlaneCidr: controlPlaneCidr ?? null,
        privateEndpoint: privateEndpoint ?? null,
      };
    } catch (error) {
      // Where the Kubernetes API is still to be enabled, there is no cluster yet.
      if (error instanceof CloudFailure && error.kind === 'service-disabled' && isCreated) return null;
      throw error;
    }
  },
};
