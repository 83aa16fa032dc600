import type {ClusterFact} from '../../../../src/checks/probes/cluster-probe.js';
import type {NodePoolState} from '../../../../src/model/ports/clusters.js';

/** A healthy pool of a cluster that stands. */
export function createPoolFact(traits: Partial<NodePoolState> = {}): NodePoolState {
  return {
    name: 'default-pool',
    status: 'RUNNING',
    statusMessage: '',
    version: '1.27.3-gke.100',
    machineType: 'e2-standard-4',
    initialNodeCount: 1,
    labels: {},
    taints: [],
    accelerators: [],
    locations: ['us-east4-a'],
    diskSizeGb: 100,
    isSpot: false,
    imageType: 'COS_CONTAINERD',
    ...traits,
  };
}

/** A healthy cluster of the minimal configuration's deployment. */
export function createClusterFact(traits: Partial<ClusterFact> = {}): ClusterFact {
  return {
    ref: {project: 'acme-shakudo', location: 'us-east4-a', name: 'acme-shakudo'},
    id: 'c1',
    name: 'acme-shakudo',
    status: 'RUNNING',
    statusMessage: '',
    version: '1.27.3-gke.100',
    endpoint: '203.0.113.9',
    network: 'default',
    subnetwork: 'default',
    podCidr: '10.4.0.0/14',
    serviceCidr: '10.8.0.0/20',
    labels: {'shakinstall-deployment': 'acme'},
    channel: 'unspecified',
    isVpcNative: true,
    workloadPool: 'acme-shakudo.svc.id.goog',
    authorizedNetworks: undefined,
    hasNetworkPolicy: true,
    nodePools: [createPoolFact()],
    ...traits,
  };
}
