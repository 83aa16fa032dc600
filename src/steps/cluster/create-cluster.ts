import {CloudFailure} from '../../model/cloud-failure.js';
import {formatLocationFlag, selectClusterRef} from '../../model/cluster-ref.js';
import type {Deferred} from '../../model/deferred.js';
import {formatDeferred, selectKnown} from '../../model/deferred.js';
import {formatNetwork, formatSubnetwork} from '../../model/network-place.js';
import type {ClusterRef, ClusterRequest, ClusterState} from '../../model/ports/clusters.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {defineStep} from '../define-step.js';
import {foreign, isOwned, selectOwnerLabels} from '../ownership.js';
import {selectAuthorizedNetworks} from './authorize-networks.js';
import {awaitGkeOperation, awaitRunningOperations} from './await-gke-operation.js';
import {selectPoolRequest} from './select-pool-request.js';

interface Desired {
  readonly ref: ClusterRef;
  readonly mode: 'create' | 'existing';
  readonly version: Deferred<string>;
  readonly request: Omit<ClusterRequest, 'version'>;
}

const docs = 'https://cloud.google.com/kubernetes-engine/docs/concepts/types-of-clusters';

function selectImmutableDifferences({request, ref}: Desired, actual: ClusterState): string[] {
  const differences: string[] = [];
  const compare = (name: string, wanted: string | undefined, found: string | undefined) => {
    if (wanted !== undefined && wanted !== (found ?? ''))
      differences.push(`${name} is ${found === undefined || found === '' ? 'unset' : found}, wanted ${wanted}`);
  };
  compare('network', request.network.split('/').at(-1), actual.network);
  compare('pod range', request.podCidr, actual.podCidr);
  compare('control plane range', request.private?.controlPlaneCidr, actual.controlPlaneCidr);
  if (!actual.isVpcNative) differences.push('it is not VPC-native');
  if (actual.workloadPool !== `${ref.project}.svc.id.goog`) differences.push('Workload Identity is off');
  return differences;
}

export const createCluster = defineStep<Desired, ClusterState>({
  id: 'cluster/create-cluster',
  runbook: '9',
  phase: 'cluster',
  title: 'Create the cluster',
  why: 'A VPC-native cluster with Workload Identity and shielded nodes, created with the system pool whose label the platform’s system workloads select. A zone is named as a zone and a region as a region; the runbook gives a zone to --region, which gcloud refuses.',
  docs,
  actor: 'deployer',
  needs: [
    'cluster/choose-version',
    'cluster/confirm-machine-types',
    'iam/grant-roles[deployer]',
    'iam/activate-key',
    'project/enable-services',
  ],
  within: 'project/create-project',
  permissions: [
    {permission: 'container.clusters.create', on: 'project'},
    {permission: 'container.clusters.get', on: 'project'},
    {permission: 'container.operations.get', on: 'project'},
    {permission: 'container.operations.list', on: 'project'},
    {permission: 'iam.serviceAccounts.actAs', on: 'project'},
  ],
  services: ['container.googleapis.com', 'compute.googleapis.com'],
  usualSeconds: [240, 540],
  timeoutMinutes: 45,
  desire({config, output}) {
    const {cluster} = config;
    return {
      ref: selectClusterRef(config),
      mode: cluster.mode,
      version: output('cluster/choose-version', 'version'),
      request: {
        channel: cluster.channel,
        network: formatNetwork(config),
        subnetwork: cluster.subnetwork === undefined ? undefined : formatSubnetwork(config, cluster.subnetwork),
        podCidr: cluster.podCidr,
        serviceCidr: cluster.serviceCidr,
        podRange: cluster.podRange,
        serviceRange: cluster.serviceRange,
        private: cluster.private,
        authorizedNetworks: selectAuthorizedNetworks(config),
        labels: selectOwnerLabels(config),
        pool: selectPoolRequest(cluster.systemPool),
      },
    };
  },
  async observe(ports, desired) {
    const cluster = await ports.clusters.get(desired.ref);
    return cluster === undefined ? {state: 'absent'} : {state: 'present', actual: cluster};
  },
  diff(desired, observation) {
    const {name, location} = desired.ref;
    const show = {
      text: 'Look at it.',
      command: `gcloud container clusters describe ${name} ${formatLocationFlag(location)} --project=${desired.ref.project}`,
    };
    const missing = foreign(
      'SHK_CLUSTER_E0503',
      `There is no cluster ${name} in ${location}.`,
      'cluster.mode is existing',
      [{text: 'Check cluster.name and location, or set cluster.mode: create.'}],
      docs,
    );
    const simple = selectSimpleChange(observation, desired.mode === 'existing' ? missing : undefined);
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    const {actual} = observation;
    if (desired.mode === 'create' && !isOwned(actual.labels, desired.request.labels)) {
      const tries = [
        show,
        {text: 'To install into it, set cluster.mode: existing. Otherwise choose another cluster.name.'},
      ];
      return foreign(
        'SHK_CLUSTER_E0504',
        `Cluster ${name} exists and was not created by this deployment.`,
        `labels ${JSON.stringify(actual.labels)}`,
        tries,
        docs,
      );
    }
    if (actual.status === 'ERROR' || actual.status === 'DEGRADED' || actual.status === 'STOPPING') {
      return foreign(
        'SHK_CLUSTER_E0505',
        `Cluster ${name} is in state ${actual.status}.`,
        actual.statusMessage || 'GKE gives no reason',
        [show],
        docs,
      );
    }
    if (desired.mode === 'create') {
      const differences = selectImmutableDifferences(desired, actual);
      if (differences.length > 0)
        return foreign(
          'SHK_CLUSTER_E0506',
          `Cluster ${name} differs in what cannot be changed any more.`,
          differences.join('; '),
          [show, {text: 'Change the configuration to what stands, or create a cluster of another name.'}],
          docs,
        );
    }
    // A control plane that is upgraded right after the creation is RECONCILING and refuses node pools.
    if (actual.status === 'PROVISIONING' || actual.status === 'RECONCILING')
      return {kind: 'await', reason: `until the cluster, now ${actual.status}, is running`};
    return noChange;
  },
  async apply(ports, desired, change, io) {
    if (change.kind !== 'create') return awaitRunningOperations(ports, desired.ref, io);
    const version = selectKnown(desired.version);
    if (version === undefined) throw new CloudFailure('invalid', 'no version was chosen', {action: 'clusters.create'});
    const operation = await ports.clusters.create(desired.ref, {...desired.request, version});
    await io.announceOperation(operation);
    await awaitGkeOperation(ports, desired.ref, operation, io);
    await awaitRunningOperations(ports, desired.ref, io);
  },
  outputNames: ['id', 'endpoint', 'ca', 'version', 'podCidr', 'subnetwork', 'controlPlaneRange'],
  outputs: (_desired, actual) => ({
    id: actual.id,
    endpoint: actual.endpoint,
    ca: actual.caCertificate,
    version: actual.version,
    podCidr: actual.podCidr,
    subnetwork: actual.subnetwork,
    controlPlaneRange:
      actual.controlPlaneCidr ?? (actual.privateEndpoint === undefined ? '' : `${actual.privateEndpoint}/32`),
  }),
  equivalent({ref, mode, version, request}) {
    if (mode === 'existing')
      return [
        [
          'gcloud',
          'container',
          'clusters',
          'describe',
          ref.name,
          formatLocationFlag(ref.location),
          `--project=${ref.project}`,
        ],
      ];
    const labels = (map: Readonly<Record<string, string>>) =>
      Object.entries(map)
        .map((pair) => pair.join('='))
        .join(',');
    const {pool} = request;
    return [
      [
        'gcloud',
        'container',
        'clusters',
        'create',
        ref.name,
        `--project=${ref.project}`,
        formatLocationFlag(ref.location),
        ...(request.channel === 'none'
          ? ['--release-channel=None', '--no-enable-autoupgrade']
          : [`--release-channel=${request.channel}`]),
        `--cluster-version=${formatDeferred(version)}`,
        `--network=${request.network}`,
        ...(request.subnetwork === undefined ? [] : [`--subnetwork=${request.subnetwork}`]),
        '--enable-ip-alias',
        ...(request.podCidr === undefined ? [] : [`--cluster-ipv4-cidr=${request.podCidr}`]),
        ...(request.serviceCidr === undefined ? [] : [`--services-ipv4-cidr=${request.serviceCidr}`]),
        ...(request.podRange === undefined ? [] : [`--cluster-secondary-range-name=${request.podRange}`]),
        ...(request.serviceRange === undefined ? [] : [`--services-secondary-range-name=${request.serviceRange}`]),
        `--workload-pool=${ref.project}.svc.id.goog`,
        '--enable-shielded-nodes',
        ...(request.private === undefined
          ? []
          : [
              ...(request.private.nodes ? ['--enable-private-nodes'] : []),
              ...(request.private.endpoint ? ['--enable-private-endpoint'] : []),
              `--master-ipv4-cidr=${request.private.controlPlaneCidr}`,
            ]),
        ...(request.authorizedNetworks.length === 0
          ? []
          : [
              '--enable-master-authorized-networks',
              `--master-authorized-networks=${request.authorizedNetworks.map(({cidr}) => cidr).join(',')}`,
            ]),
        `--labels=${labels(request.labels)}`,
        `--num-nodes=${pool.nodes}`,
        `--machine-type=${pool.machineType}`,
        `--disk-size=${pool.diskSizeGb}`,
        `--node-labels=${labels(pool.labels)}`,
        ...(pool.autoscaling === undefined
          ? []
          : ['--enable-autoscaling', `--min-nodes=${pool.autoscaling.min}`, `--max-nodes=${pool.autoscaling.max}`]),
      ],
    ];
  },
});
