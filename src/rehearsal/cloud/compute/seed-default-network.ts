import type {CloudContext} from '../cloud-context.js';
import type {Json} from '../json.js';
import {completeRule, firewallKind} from './firewalls.js';
import {networkKind} from './networks.js';
import type {Placement} from './resource-kind.js';
import {createResource} from './resource-methods.js';

/** https://cloud.google.com/firewall/docs/firewalls#more_rules_default_vpc */
const defaultRules: readonly Json[] = [
  {
    name: 'default-allow-icmp',
    description: 'Allow ICMP from anywhere',
    allowed: [{IPProtocol: 'icmp'}],
    sourceRanges: ['0.0.0.0/0'],
  },
  {
    name: 'default-allow-internal',
    description: 'Allow internal traffic on the default network',
    allowed: [{IPProtocol: 'tcp', ports: ['0-65535']}, {IPProtocol: 'udp', ports: ['0-65535']}, {IPProtocol: 'icmp'}],
    sourceRanges: ['10.128.0.0/9'],
  },
  {
    name: 'default-allow-rdp',
    description: 'Allow RDP from anywhere',
    allowed: [{IPProtocol: 'tcp', ports: ['3389']}],
    sourceRanges: ['0.0.0.0/0'],
  },
  {
    name: 'default-allow-ssh',
    description: 'Allow SSH from anywhere',
    allowed: [{IPProtocol: 'tcp', ports: ['22']}],
    sourceRanges: ['0.0.0.0/0'],
  },
];

/** Makes a firewall rule without an operation, as Google's own agents do. */
export function seedFirewall(context: CloudContext, project: string, body: Json): void {
  const path = `projects/${project}/global/firewalls/${body.name}`;
  if (context.state.compute[path]) return;
  const placement: Placement = {context, project, scope: 'global', place: '', path};
  const kind = {...firewallKind, complete: () => completeRule(context, project, body)};
  context.state.compute[path] = createResource(placement, kind, body);
}

/** The network that every project gets with the Compute Engine API: auto mode, with four rules. */
export function seedDefaultNetwork(context: CloudContext, project: string): void {
  const path = `projects/${project}/global/networks/default`;
  if (context.state.compute[path]) return;
  const placement: Placement = {context, project, scope: 'global', place: '', path};
  const body = {name: 'default', description: 'Default network for the project'};
  const network = createResource(placement, networkKind, body);
  context.state.compute[path] = network;
  Object.assign(context.state.compute, networkKind.spread?.(placement, network));
  for (const rule of defaultRules) seedFirewall(context, project, {...rule, network: path, priority: 65534});
}
