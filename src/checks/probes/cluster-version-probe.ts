import type {ClusterProbe} from './probe.js';

/** Version of the control plane as `/version` states it. */
export const clusterVersionProbe: ClusterProbe<string> = {
  id: 'cluster-version',
  scope: 'cluster',
  collect: async ({ports, cluster}) => ports.kube.fetchVersion(await cluster()),
};
