import {type Deferred, formatDeferred, selectKnown} from '../../model/deferred.js';
import {selectRegion} from '../../model/location.js';
import {selectNetworkProject} from '../../model/network-place.js';
import type {FirewallRule} from '../../model/ports/compute.js';
import type {Ports} from '../../model/ports/ports.js';
import {diffFields, noChange, selectSimpleChange, selectUpdate} from '../changes.js';
import {defineStep} from '../define-step.js';
import {foreign, formatOwnerDescription} from '../ownership.js';

interface Desired {
  readonly project: string;
  readonly name: string;
  readonly network: string;
  readonly description: string;
  readonly ports: readonly string[];
  readonly region: string;
  readonly podCidr: Deferred<string>;
  readonly subnetwork: Deferred<string>;
  readonly controlPlaneRange: Deferred<string>;
  readonly cluster: string;
  readonly clusterId: Deferred<string>;
}

interface Actual {
  readonly rule: FirewallRule | undefined;
  readonly sourceRanges: readonly string[];
}

/** The runbook's three. Which further ports are needed follows from the pods' own ports behind each webhook. */
const runbookPorts = [443, 10250, 15017] as const;

const selectRule = (desired: Desired, sourceRanges: readonly string[]): Omit<FirewallRule, 'isDisabled'> => ({
  name: desired.name,
  network: desired.network,
  description: desired.description,
  sourceRanges,
  targetTags: [],
  allowed: [{protocol: 'tcp', ports: desired.ports}],
});

/**
 * Where GKE lets the control plane of a cluster without a range of its own come from: it says so in the rule that it
 * keeps for it. https://cloud.google.com/kubernetes-engine/docs/concepts/firewall-rules#cluster-fws
 */
async function fetchGkeRanges(ports: Pick<Ports, 'firewalls'>, desired: Desired): Promise<readonly string[]> {
  const id = selectKnown(desired.clusterId) ?? '';
  const hasOwnRange = !(selectKnown(desired.controlPlaneRange) ?? '').endsWith('/32');
  if (hasOwnRange || id === '') return [];
  const rule = await ports.firewalls.get(desired.project, `gke-${desired.cluster}-${id.slice(0, 8)}-master`);
  return rule?.sourceRanges ?? [];
}

export const createFirewallRule = defineStep<Desired, Actual>({
  id: 'network/create-firewall-rule',
  runbook: '18',
  phase: 'network',
  title: 'Open the webhooks’ ports to the control plane',
  why: 'Admission webhooks answer on 443, 10250 and 15017, and a closed port makes every creation of a pod time out. The runbook opens the three to 0.0.0.0/0, the whole internet; only the control plane, the nodes and the pods need them.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/how-to/private-clusters#add_firewall_rules',
  actor: 'deployer',
  needs: ['cluster/create-cluster', 'iam/grant-roles[deployer]'],
  within: 'cluster/create-cluster',
  permissions: [
    {permission: 'compute.firewalls.create', on: 'networkProject'},
    {permission: 'compute.firewalls.get', on: 'networkProject'},
    {permission: 'compute.firewalls.update', on: 'networkProject'},
    {permission: 'compute.globalOperations.get', on: 'networkProject'},
    {permission: 'compute.networks.updatePolicy', on: 'networkProject'},
    {permission: 'compute.subnetworks.get', on: 'networkProject'},
  ],
  services: ['compute.googleapis.com'],
  usualSeconds: [5, 30],
  timeoutMinutes: 10,
  desire({config, release, output}) {
    const ports = new Set<number>([...runbookPorts, ...release.webhooks.map(({targetPort}) => targetPort)]);
    return {
      project: selectNetworkProject(config),
      name: `${config.cluster.name}-istio`,
      network: config.cluster.network,
      description: formatOwnerDescription(config),
      ports: [...ports].sort((a, b) => a - b).map(String),
      region: selectRegion(config.location),
      podCidr: output('cluster/create-cluster', 'podCidr'),
      subnetwork: output('cluster/create-cluster', 'subnetwork'),
      controlPlaneRange: output('cluster/create-cluster', 'controlPlaneRange'),
      cluster: config.cluster.name,
      clusterId: output('cluster/create-cluster', 'id'),
    };
  },
  async observe(ports, desired) {
    const subnetwork = selectKnown(desired.subnetwork);
    if (subnetwork === undefined) return {state: 'absent'};
    const [rule, nodes, ofGke] = await Promise.all([
      ports.firewalls.get(desired.project, desired.name),
      ports.firewalls.fetchSubnetRange(desired.project, desired.region, subnetwork),
      fetchGkeRanges(ports, desired),
    ]);
    const ranges = [selectKnown(desired.controlPlaneRange), selectKnown(desired.podCidr), nodes, ...ofGke].filter(
      (range): range is string => range !== undefined && range !== '',
    );
    return {state: 'present', actual: {rule, sourceRanges: [...new Set(ranges)].sort()}};
  },
  diff(desired, observation) {
    const simple = selectSimpleChange(observation);
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    const {rule, sourceRanges} = observation.actual;
    if (rule === undefined) return {kind: 'create'};
    if (rule.description !== desired.description || rule.network !== desired.network) {
      const command = `gcloud compute firewall-rules describe ${desired.name} --project=${desired.project}`;
      return foreign(
        'SHK_NETWORK_E0602',
        `Firewall rule ${desired.name} exists and is not this deployment’s.`,
        `network ${rule.network}, description “${rule.description}”`,
        [{text: 'Look at it, then rename or remove it.', command}],
      );
    }
    const wanted = selectRule(desired, sourceRanges);
    return selectUpdate(
      diffFields([
        ['sourceRanges', [...rule.sourceRanges].sort(), wanted.sourceRanges],
        ['allowed', rule.allowed, wanted.allowed],
        ['disabled', rule.isDisabled, false],
      ]),
    );
  },
  async apply(ports, desired, change, io) {
    const seen = await createFirewallRule.observe(ports, desired);
    const sourceRanges = seen.state === 'present' ? (seen.actual as Actual).sourceRanges : [];
    const rule = selectRule(desired, sourceRanges);
    await (change.kind === 'create'
      ? ports.firewalls.insert(desired.project, rule, io.announceOperation)
      : ports.firewalls.patch(desired.project, rule, io.announceOperation));
  },
  equivalent: (desired) => [
    [
      'gcloud',
      'compute',
      'firewall-rules',
      'create',
      desired.name,
      `--project=${desired.project}`,
      '--direction=INGRESS',
      '--priority=1000',
      `--network=${desired.network}`,
      '--action=ALLOW',
      `--rules=${desired.ports.map((port) => `tcp:${port}`).join(',')}`,
      `--source-ranges=${[desired.controlPlaneRange, desired.podCidr].map(formatDeferred).join(',')}`,
      `--description=${desired.description}`,
    ],
  ],
});
