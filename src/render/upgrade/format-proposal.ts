import pc from 'picocolors';
import type {Finding, Verdict} from '../../model/finding.js';
import type {UpgradeProposal} from '../../model/upgrade-proposal.js';
import {wrapText} from '../../model/wrap-text.js';
import {formatDifference} from './format-difference.js';

const marks: Readonly<Record<Verdict, string>> = {
  pass: pc.green('✔'),
  warn: pc.yellow('!'),
  fail: pc.red('✖'),
  skipped: pc.dim('-'),
  unknown: pc.yellow('?'),
};

/** One gate a line; what is closed says why below the plan, with what to do. */
function formatGate({title, verdict, observed, waived}: Finding, columns: number): string[] {
  const remark =
    waived === undefined ? observed : `waived until ${waived.expires} by ${waived.owner}: ${waived.reason}`;
  const [head = '', ...rest] = remark.split('\n').flatMap((line) => wrapText(line, columns, 6));
  return [`  ${marks[verdict]} ${title}`, ...[head, ...rest].map((line) => pc.dim(`      ${line}`))];
}

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
    [pc.bold('Before anything moves'), ...findings.flatMap((finding) => formatGate(finding, columns))].join('\n'),
    formatDifference(difference, columns),
    [pc.bold('Steps'), ...steps.map(({number, title}) => `  ${String(number).padStart(2)}. ${title}`)].join('\n'),
    [pc.bold('The way back'), ...wrapText(formatWayBack(proposal), columns, 2).map((line) => `  ${line}`)].join('\n'),
  ].join('\n\n');
}
