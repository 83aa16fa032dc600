import pc from 'picocolors';
import type {Finding, Verdict} from '../model/finding.js';

const marks: Readonly<Record<Verdict, string>> = {
  pass: pc.green('✔'),
  warn: pc.yellow('!'),
  fail: pc.red('✖'),
  skipped: pc.dim('-'),
  unknown: pc.yellow('?'),
};

/** How many checks could look, and what would let the others look. */
export function formatCoverage(findings: readonly Finding[]): string {
  const ids = [...new Set(findings.map(({id}) => id))];
  const blind = ids.filter((id) => findings.some((finding) => finding.id === id && finding.verdict === 'unknown'));
  const looked = ids.length - blind.length;
  return `${looked} of ${ids.length} looked at${blind.length === 0 ? '' : `, ${blind.length} unknown: ${blind.join(', ')}`}`;
}

/** Findings as lines; what passes takes one, what does not says what to do. */
export function formatFindings(findings: readonly Finding[]): string {
  const lines = findings.flatMap((finding) => {
    const resource = finding.resource === undefined ? '' : pc.dim(` (${finding.resource})`);
    const head = `${marks[finding.verdict]} ${finding.title}${resource}`;
    if (finding.verdict === 'pass' || finding.verdict === 'skipped') return [head];
    const tries = finding.tries.flatMap(({text, command}) => [
      `    try   ${text}`,
      ...(command === undefined ? [] : [`          ${pc.cyan(command)}`]),
    ]);
    const evidence = finding.evidence === undefined ? [] : [`    see   ${pc.cyan(finding.evidence)}`];
    return [head, `    found ${finding.observed}`, `    want  ${finding.expected}`, ...tries, ...evidence];
  });
  return [...lines, '', formatCoverage(findings)].join('\n');
}
