import type {CloudContext} from '../cloud-context.js';
import type {Json} from '../json.js';
import {checkQuota} from './check-quota.js';
import {refuseValue} from './compute-refusals.js';
import {parseRange} from './ip-range.js';
import {formatLink, parseLink} from './links.js';
import {selectNetwork} from './networks.js';
import type {Placement, ResourceKind} from './resource-kind.js';

function checkPorts(list: readonly Json[] | undefined, field: string): void {
  list?.forEach((entry, index) => {
    if (!entry.IPProtocol) throw refuseValue(`resource.${field}[${index}].IPProtocol`, '', 'A protocol must be given.');
    (entry.ports ?? []).forEach((ports: string, at: number) => {
      const [first = '', last = first] = String(ports).split('-');
      const isValid =
        /^\d+$/.test(first) && /^\d+$/.test(last) && Number(first) <= Number(last) && Number(last) <= 65535;
      if (!isValid)
        throw refuseValue(
          `resource.${field}[${index}].ports[${at}]`,
          ports,
          'Must be a number or a range of ports between 0 and 65535.',
        );
    });
  });
}

function checkRanges(ranges: readonly string[] | undefined, field: string): void {
  ranges?.forEach((range, index) => {
    if (!range.includes(':') && !parseRange(range))
      throw refuseValue(`resource.${field}[${index}]`, range, 'Must be a valid CIDR address range.');
  });
}

function complete({context, project}: Placement, body: Json): Json {
  checkQuota(context, project, undefined, 'FIREWALLS', 1);
  return completeRule(context, project, body);
}

/** A rule with the values that Google fills in: https://cloud.google.com/firewall/docs/firewalls#default_firewall_rules */
export function completeRule(context: CloudContext, project: string, body: Json): Json {
  const network = selectNetwork(context, project, String(body.network ?? 'global/networks/default'));
  if (!body.allowed?.length === !body.denied?.length) {
    throw refuseValue('resource.allowed', '', 'Exactly one of allowed and denied must be specified.');
  }
  checkPorts(body.allowed, 'allowed');
  checkPorts(body.denied, 'denied');
  checkRanges(body.sourceRanges, 'sourceRanges');
  checkRanges(body.destinationRanges, 'destinationRanges');
  const priority = body.priority ?? 1000;
  if (!Number.isInteger(priority) || priority < 0 || priority > 65535) {
    throw refuseValue(
      'resource.priority',
      priority,
      'Must be greater than or equal to 0 and less than or equal to 65535.',
    );
  }
  const direction = body.direction ?? 'INGRESS';
  const hasSource = body.sourceRanges?.length || body.sourceTags?.length || body.sourceServiceAccounts?.length;
  return {
    ...(body.allowed && {allowed: body.allowed}),
    ...(body.denied && {denied: body.denied}),
    direction,
    disabled: body.disabled ?? false,
    logConfig: {enable: body.logConfig?.enable ?? false},
    network: formatLink(network),
    priority,
    ...(direction === 'INGRESS' && !hasSource && {sourceRanges: ['0.0.0.0/0']}),
    ...Object.fromEntries(
      [
        'sourceRanges',
        'destinationRanges',
        'sourceTags',
        'targetTags',
        'sourceServiceAccounts',
        'targetServiceAccounts',
      ]
        .filter((field) => body[field]?.length)
        .map((field) => [field, body[field]]),
    ),
  };
}

export const firewallKind: ResourceKind = {
  collection: 'firewalls',
  singular: 'firewall',
  kind: 'compute#firewall',
  scopes: ['global'],
  insertMs: [4_000, 10_000],
  insertPermissions: ['compute.networks.updatePolicy'],
  changePermissions: ['compute.networks.updatePolicy'],
  complete,
  merge({context, project}, rule, patch) {
    const {network: _network, name: _name, ...wanted} = patch;
    const merged = {
      ...rule,
      ...wanted,
      ...(wanted.allowed && {denied: undefined}),
      ...(wanted.denied && {allowed: undefined}),
    };
    return {...merged, ...completeRule(context, project, {...merged, network: parseLink(rule.network, project)})};
  },
  patchType: () => 'compute.firewalls.patch',
};
