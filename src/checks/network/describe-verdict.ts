import type {FirewallVerdict} from '../../model/simulate-firewall.js';

/** A simulated verdict in words: which rule of which layer decides. */
export function describeVerdict({action, layer, rule}: FirewallVerdict): {
  readonly action: FirewallVerdict['action'];
  readonly text: string;
} {
  if (rule === undefined) return {action, text: 'closed: no rule lets it in'};
  const place = `${rule.name} of ${layer}, priority ${rule.priority}`;
  switch (action) {
    case 'allow':
      return {action, text: `open by ${place}`};
    case 'deny':
      return {action, text: `closed by ${place}`};
    default:
      return {action, text: `${place} decides by ${rule.unjudged.join(', ')}, which cannot be judged from here`};
  }
}
