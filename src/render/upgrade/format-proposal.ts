import pc from 'picocolors';
import type {UpgradeProposal} from '../../model/upgrade-proposal.js';
import {wrapText} from '../../model/wrap-text.js';
import {formatDifference} from './format-difference.js';
import {formatGates} from './format-gates.js';

function formatWayBack({reversibleUntil, remains, steps}: UpgradeProposal): string {
  if (reversibleUntil === undefined) return 'Rollback is possible after every step: shakinstall rollback.';
  const last = steps[reversibleUntil - 1];
  const until =
    reversibleUntil === 0
      ? 'Rollback is not possible once it has begun'
      : `Rollback is possible until step ${reversibleUntil}${last === undefined ? '' : ` (${last.title})`}`;
  return `${until}; after that the way is forward, or by the backup. ${remains.join(' ')}`;
}

/** The whole proposal: the gates, what changes, what is done in which order, and how far there is a way back. */
export function formatProposal(proposal: UpgradeProposal, columns = Number.POSITIVE_INFINITY): string {
  const {deployment, fingerprint, difference, steps, findings} = proposal;
  return [
    pc.bold(`Upgrade of ${deployment}: ${difference.from} → ${difference.to}, plan ${fingerprint}`),
    formatGates(findings, columns),
    formatDifference(difference, columns),
    [pc.bold('Steps'), ...steps.map(({number, title}) => `  ${String(number).padStart(2)}. ${title}`)].join('\n'),
    [pc.bold('The way back'), ...wrapText(formatWayBack(proposal), columns, 2).map((line) => `  ${line}`)].join('\n'),
  ].join('\n\n');
}
