import {selectRegion} from '../../model/location.js';
import {formatSubnetwork} from '../../model/network-place.js';
import type {AddressState} from '../../model/ports/compute.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {defineStep} from '../define-step.js';
import {foreign, formatOwnerDescription} from '../ownership.js';

interface Desired {
  readonly project: string;
  readonly region: string;
  readonly name: string;
  readonly type: 'EXTERNAL' | 'INTERNAL';
  readonly subnetwork: string | undefined;
  readonly description: string;
}

export const reserveAddress = defineStep<Desired, AddressState>({
  id: 'network/reserve-address',
  runbook: '20',
  phase: 'network',
  title: 'Reserve the load balancer’s address',
  why: 'The runbook waits for the load balancer and then writes DNS. An address reserved beforehand lets the records spread while the platform starts, and survives a reinstallation.',
  docs: 'https://cloud.google.com/vpc/docs/reserve-static-external-ip-address',
  actor: 'deployer',
  needs: ['project/enable-services', 'iam/activate-key', 'iam/grant-roles[deployer]'],
  // The gateway of a mesh that stands has the address that it has.
  instances: ({istio}) => (istio === 'own' ? [''] : []),
  within: 'project/create-project',
  permissions: [
    {permission: 'compute.addresses.create', on: 'project'},
    {permission: 'compute.addresses.get', on: 'project'},
    {permission: 'compute.regionOperations.get', on: 'project'},
  ],
  services: ['compute.googleapis.com'],
  usualSeconds: [3, 20],
  timeoutMinutes: 15,
  desire: ({config}) => ({
    project: config.project.id,
    region: selectRegion(config.location),
    name: `${config.deployment}-ingress`,
    type: config.domain.exposure === 'internal' ? 'INTERNAL' : 'EXTERNAL',
    subnetwork:
      config.domain.exposure === 'internal'
        ? formatSubnetwork(config, config.cluster.subnetwork ?? config.cluster.network)
        : undefined,
    description: formatOwnerDescription(config),
  }),
  async observe(ports, desired) {
    const address = await ports.addresses.get(desired.project, desired.region, desired.name);
    return address === undefined ? {state: 'absent'} : {state: 'present', actual: address};
  },
  diff(desired, observation) {
    const simple = selectSimpleChange(observation);
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    const {actual} = observation;
    if (actual.type === desired.type && actual.description === desired.description) return noChange;
    const command = `gcloud compute addresses describe ${desired.name} --region=${desired.region} --project=${desired.project}`;
    return foreign(
      'SHK_NETWORK_E0603',
      `Address ${desired.name} exists and is another one.`,
      `type ${actual.type}, description “${actual.description}”`,
      [{text: 'Look at it, then rename or release it.', command}],
    );
  },
  apply: (ports, desired, _change, io) =>
    ports.addresses.insert(desired.project, desired.region, desired, io.announceOperation),
  outputNames: ['address'],
  outputs: (_desired, actual) => ({address: actual.address}),
  equivalent: ({project, region, name, type, subnetwork, description}) => [
    [
      'gcloud',
      'compute',
      'addresses',
      'create',
      name,
      `--region=${region}`,
      `--project=${project}`,
      `--description=${description}`,
      ...(type === 'INTERNAL' ? [`--subnet=${subnetwork}`] : []),
    ],
  ],
});
