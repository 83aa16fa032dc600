import {formatLocationFlag, selectClusterRef} from '../../model/cluster-ref.js';
import type {InstallConfig, NamedNetwork} from '../../model/install-config.js';
import type {ClusterRef, ClusterState} from '../../model/ports/clusters.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {defineStep} from '../define-step.js';
import {awaitGkeOperation, awaitRunningOperations} from './await-gke-operation.js';

/**
 * Who alone may reach the control plane: the operator's networks and the support's offices. Nobody is kept out where
 * the operator names no network of their own: offices by themselves would shut everybody else out.
 */
export function selectAuthorizedNetworks({cluster, support}: InstallConfig): readonly NamedNetwork[] {
  return cluster.authorizedNetworks.length === 0 ? [] : [...cluster.authorizedNetworks, ...support.offices];
}

interface Desired {
  readonly ref: ClusterRef;
  readonly networks: readonly NamedNetwork[];
  /** Whether a control plane that is open to everybody is to be closed to others. */
  readonly isRestricting: boolean;
}

export const authorizeNetworks = defineStep<Desired, Pick<ClusterState, 'authorizedNetworks' | 'status'>>({
  id: 'cluster/authorize-networks',
  runbook: '',
  phase: 'cluster',
  title: 'Let the support’s offices reach the control plane',
  why: 'The runbook replaces the whole list with one office address, which locks everybody else out; here offices are added to the networks that stand there, and a control plane that everybody may reach stays open.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/how-to/authorized-networks',
  actor: 'deployer',
  needs: ['cluster/create-node-pool', 'gpu/create-gpu-pool'],
  within: 'cluster/create-cluster',
  permissions: [{permission: 'container.clusters.update', on: 'project'}],
  services: ['container.googleapis.com'],
  usualSeconds: [20, 120],
  timeoutMinutes: 30,
  instances: (config) => (config.support.offices.length === 0 ? [] : ['']),
  desire: ({config}) => ({
    ref: selectClusterRef(config),
    networks: [...config.cluster.authorizedNetworks, ...config.support.offices],
    isRestricting: selectAuthorizedNetworks(config).length > 0,
  }),
  async observe(ports, desired) {
    const cluster = await ports.clusters.get(desired.ref);
    return cluster === undefined ? {state: 'absent'} : {state: 'present', actual: cluster};
  },
  diff(desired, observation) {
    const standing = observation.state === 'present' ? observation.actual.authorizedNetworks : undefined;
    const isOpen = standing === undefined && observation.state !== 'unknown';
    if (isOpen && !desired.isRestricting) return noChange;
    const simple = selectSimpleChange(observation);
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    const missing = desired.networks.filter(({cidr}) => !standing?.some((network) => network.cidr === cidr));
    if (missing.length === 0) return noChange;
    return {
      kind: 'update',
      fields: missing.map(({name, cidr}) => ({path: `authorizedNetworks ${name}`, from: 'not allowed', to: cidr})),
    };
  },
  async apply(ports, desired, _change, io) {
    await awaitRunningOperations(ports, desired.ref, io);
    const standing = (await ports.clusters.get(desired.ref))?.authorizedNetworks ?? [];
    const added = desired.networks.filter(({cidr}) => !standing.some((network) => network.cidr === cidr));
    const operation = await ports.clusters.setAuthorizedNetworks(desired.ref, [...standing, ...added]);
    await io.announceOperation(operation);
    await awaitGkeOperation(ports, desired.ref, operation, io);
  },
  equivalent: ({ref, networks}) => [
    [
      'gcloud',
      'container',
      'clusters',
      'update',
      ref.name,
      formatLocationFlag(ref.location),
      `--project=${ref.project}`,
      '--enable-master-authorized-networks',
      `--master-authorized-networks=${networks.map(({cidr}) => cidr).join(',')}`,
    ],
  ],
});
