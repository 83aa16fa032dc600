import {selectRegion} from '../../model/location.js';
import {selectNetworkProject} from '../../model/network-place.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {defineStep} from '../define-step.js';
import {foreign} from '../ownership.js';

interface Desired {
  readonly project: string;
  readonly region: string;
  readonly name: string;
  readonly network: string;
  readonly nat: string;
}

export const createNat = defineStep<Desired, {readonly network: string; readonly nats: readonly string[]}>({
  id: 'network/create-nat',
  runbook: '',
  phase: 'network',
  title: 'Give private nodes a way out',
  why: 'Nodes without addresses of their own reach Google’s registries and no others; the platform pulls from docker.io and quay.io too. The runbook assumes a private cluster and forgets this.',
  docs: 'https://cloud.google.com/nat/docs/gke-example',
  actor: 'deployer',
  needs: ['project/enable-services', 'iam/activate-key', 'iam/grant-roles[deployer]'],
  within: 'project/create-project',
  permissions: [
    {permission: 'compute.routers.create', on: 'networkProject'},
    {permission: 'compute.routers.get', on: 'networkProject'},
    {permission: 'compute.regionOperations.get', on: 'networkProject'},
    {permission: 'compute.networks.updatePolicy', on: 'networkProject'},
  ],
  services: ['compute.googleapis.com'],
  usualSeconds: [5, 60],
  timeoutMinutes: 15,
  instances: (config) => (config.cluster.mode === 'create' && config.cluster.private?.nodes === true ? [''] : []),
  desire: ({config}) => ({
    project: selectNetworkProject(config),
    region: selectRegion(config.location),
    name: `${config.deployment}-router`,
    network: config.cluster.network,
    nat: `${config.deployment}-nat`,
  }),
  async observe(ports, desired) {
    const router = await ports.routers.get(desired.project, desired.region, desired.name);
    return router === undefined ? {state: 'absent'} : {state: 'present', actual: router};
  },
  diff(desired, observation) {
    const simple = selectSimpleChange(observation);
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    const {network, nats} = observation.actual;
    if (network === desired.network && nats.includes(desired.nat)) return noChange;
    const command = `gcloud compute routers describe ${desired.name} --region=${desired.region} --project=${desired.project}`;
    return foreign(
      'SHK_NETWORK_E0601',
      `Router ${desired.name} exists and is another one.`,
      `network ${network}, NATs ${nats.join(', ') || 'none'}`,
      [{text: 'Look at it, then rename or remove it.', command}],
    );
  },
  apply: (ports, desired, _change, io) =>
    ports.routers.insert(desired.project, desired.region, desired, io.announceOperation),
  equivalent: ({project, region, name, network, nat}) => [
    [
      'gcloud',
      'compute',
      'routers',
      'create',
      name,
      `--network=${network}`,
      `--region=${region}`,
      `--project=${project}`,
    ],
    [
      'gcloud',
      'compute',
      'routers',
      'nats',
      'create',
      nat,
      `--router=${name}`,
      `--region=${region}`,
      '--auto-allocate-nat-external-ips',
      '--nat-all-subnet-ip-ranges',
      `--project=${project}`,
    ],
  ],
});
