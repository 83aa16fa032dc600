import type {Call, Reply} from '../http/call.js';
import {reply} from '../http/call.js';
import {listResources} from './count-usage.js';
import {formatLink} from './links.js';
import {networkKind} from './networks.js';
import {placementOf, selectResource} from './resource-methods.js';

/** `networks.getEffectiveFirewalls`: the network's own rules. No policy can be made here, so that none is in force. */
export function readEffectiveFirewalls(call: Call): Reply {
  const placement = placementOf(call, networkKind, call.params.name ?? '');
  selectResource(placement);
  const firewalls = listResources(call.context, placement.project, 'firewalls')
    .map(([, rule]) => rule)
    .filter((rule) => rule.network === formatLink(placement.path));
  return reply({...(firewalls.length > 0 && {firewalls})});
}
