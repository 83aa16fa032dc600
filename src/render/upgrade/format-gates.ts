import pc from 'picocolors';
import type {Finding, Verdict} from '../../model/finding.js';
import {wrapText} from '../../model/wrap-text.js';

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

/** What was asked before anything moves, a gate after the other. */
export function formatGates(findings: readonly Finding[], columns = Number.POSITIVE_INFINITY): string {
  return [pc.bold('Before anything moves'), ...findings.flatMap((finding) => formatGate(finding, columns))].join('\n');
}
