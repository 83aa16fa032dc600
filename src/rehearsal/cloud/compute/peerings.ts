import type {CloudContext} from '../cloud-context.js';
import type {Call, Reply} from '../http/call.js';
import {reply} from '../http/call.js';
import type {Json} from '../json.js';
import {drawBetween} from '../operations/draw-between.js';
import {startOperation} from './compute-operation.js';
import {refuseMissing, refuseValue} from './compute-refusals.js';
import {overlaps} from './ip-range.js';
import {formatLink, parseLink} from './links.js';
import {networkKind} from './networks.js';
import {placementOf, selectResource} from './resource-methods.js';
import {listOwnRanges} from './subnetworks.js';

const settings = {
  autoCreateRoutes: true,
  exchangeSubnetRoutes: true,
  exportCustomRoutes: false,
  exportSubnetRoutesWithPublicIp: true,
  importCustomRoutes: false,
  importSubnetRoutesWithPublicIp: false,
  stackType: 'IPV4_ONLY',
} as const;

/** The peering by which the other side answers, where it has one. */
function findCounterpart(context: CloudContext, own: string, other: string): Json | undefined {
  const project = other.split('/')[1] ?? '';
  return context.state.compute[other]?.peerings?.find((peering: Json) => parseLink(peering.network, project) === own);
}

/** Two networks that share an address cannot be peered. https://cloud.google.com/vpc/docs/vpc-peering#considerations */
function checkOverlap(context: CloudContext, own: string, other: string, name: string): void {
  const theirs = listOwnRanges(context, other);
  for (const {cidr, range} of listOwnRanges(context, own)) {
    const clash = theirs.find((taken) => overlaps(taken.range, range));
    if (clash)
      throw refuseValue(
        'networkPeering',
        name,
        `An IP range in the local network (${cidr}) overlaps with an IP range (${clash.cidr}) in the peer network.`,
      );
  }
}

function connect(peering: Json): void {
  peering.state = 'ACTIVE';
  peering.stateDetails = '[Connected.]';
}

function change(call: Call, operationType: string, target: string): Reply {
  const {context, caller} = call;
  const delayMs = drawBetween(context, 4_000, 12_000);
  return reply(startOperation(context, {operationType, target, user: caller.email, delayMs, outcome: {}}));
}

/** `networks.addPeering`: active once the other side has asked for it too. */
export function addPeering(call: Call): Reply {
  const {context, body, params} = call;
  const placement = placementOf(call, networkKind, params.name ?? '');
  const network = selectResource(placement);
  const asked: Json = body.networkPeering ?? {
    name: body.name,
    network: body.peerNetwork,
    exchangeSubnetRoutes: body.autoCreateRoutes,
  };
  const name = String(asked.name ?? '');
  if (!name) throw refuseValue('networkPeering.name', '', 'A name must be given.');
  const other = parseLink(String(asked.network ?? ''), placement.project);
  const before: Json[] = network.peerings ?? [];
  if (before.some((peering) => peering.name === name))
    throw refuseValue('networkPeering.name', name, `There is already a peering named ${name} in this network.`);
  const peering = {
    ...settings,
    ...asked,
    network: formatLink(other),
    state: 'INACTIVE',
    stateDetails: '[Waiting for peer network to connect.]',
  };
  const counterpart = findCounterpart(context, placement.path, other);
  if (counterpart) {
    checkOverlap(context, placement.path, other, name);
    connect(peering);
    connect(counterpart);
  }
  network.peerings = [...before, peering];
  return change(call, 'addPeering', placement.path);
}

/** `networks.removePeering`; the other side stays, inactive. */
export function removePeering(call: Call): Reply {
  const {context, body, params} = call;
  const placement = placementOf(call, networkKind, params.name ?? '');
  const network = selectResource(placement);
  const gone = (network.peerings ?? []).find((peering: Json) => peering.name === body.name);
  if (!gone) throw refuseMissing(`${placement.path}/peerings/${body.name}`);
  network.peerings = network.peerings.filter((peering: Json) => peering !== gone);
  const counterpart = findCounterpart(context, placement.path, parseLink(gone.network, placement.project));
  if (counterpart) {
    counterpart.state = 'INACTIVE';
    counterpart.stateDetails = '[The peering connection was deleted by the peer network.]';
  }
  return change(call, 'removePeering', placement.path);
}
