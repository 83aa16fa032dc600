import type {compute_v1} from '@googleapis/compute';
import type {FirewallRule, Firewalls} from '../../model/ports/compute.js';
import {awaitComputeOperation} from './await-compute-operation.js';
import type {GoogleSession} from './google-session.js';
import {openCompute} from './open-compute.js';
import {callCloud, callCloudOptional} from './to-cloud-failure.js';

function selectRule(rule: compute_v1.Schema$Firewall): FirewallRule {
  return {
    name: rule.name ?? '',
    network: rule.network?.split('/').at(-1) ?? '',
    description: rule.description ?? '',
    sourceRanges: rule.sourceRanges ?? [],
    targetTags: rule.targetTags ?? [],
    allowed: (rule.allowed ?? []).map((entry) => ({protocol: entry.IPProtocol ?? '', ports: entry.ports ?? []})),
    isDisabled: rule.disabled === true,
  };
}

function selectBody(project: string, rule: Omit<FirewallRule, 'isDisabled'>): compute_v1.Schema$Firewall {
  return {
    name: rule.name,
    network: `projects/${project}/global/networks/${rule.network}`,
    description: rule.description,
    direction: 'INGRESS',
    priority: 1000,
    sourceRanges: [...rule.sourceRanges],
    ...(rule.targetTags.length === 0 ? {} : {targetTags: [...rule.targetTags]}),
    allowed: rule.allowed.map((entry) => ({IPProtocol: entry.protocol, ports: [...entry.ports]})),
  };
}

export function GcpFirewalls(session: GoogleSession): Firewalls {
  return {
    get: (project, name) =>
      callCloudOptional('firewalls.get', async () =>
        selectRule((await (await openCompute(session)).firewalls.get({project, firewall: name})).data),
      ),
    insert: (project, rule, onOperation) =>
      callCloud('firewalls.insert', async () => {
        const {data} = await (await openCompute(session)).firewalls.insert({
          project,
          requestBody: selectBody(project, rule),
        });
        await onOperation(data.name ?? '');
        await awaitComputeOperation(session, project, data, 'firewalls.insert');
      }),
    patch: (project, rule, onOperation) =>
      callCloud('firewalls.patch', async () => {
        const {data} = await (await openCompute(session)).firewalls.patch({
          project,
          firewall: rule.name,
          requestBody: selectBody(project, rule),
        });
        await onOperation(data.name ?? '');
        await awaitComputeOperation(session, project, data, 'firewalls.patch');
      }),
    fetchSubnetRange: (project, region, subnetwork) =>
      callCloudOptional(
        'subnetworks.get',
        async () =>
          (await (await openCompute(session)).subnetworks.get({project, region, subnetwork})).data.ipCidrRange ?? '',
      ),
  };
}
