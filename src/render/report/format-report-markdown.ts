import type {Finding, Report, Verdict} from '../../model/finding.js';
import {formatCounts} from './format-counts.js';
import {formatCoverage} from './format-coverage.js';
import {formatRoad} from './format-road.js';
import {selectFolded} from './select-folded.js';

const words: Readonly<Record<Verdict, string>> = {
  pass: '✔ pass',
  warn: '! warn',
  fail: '✖ **fail**',
  skipped: '- skipped',
  unknown: '? unknown',
};

/** A cell of a table: no line breaks, no bars, no markup of its own. */
const formatCell = (text: string) => text.replace(/\s*\n\s*/g, ' ').replace(/([\\|<>`*_[\]])/g, '\\$1');

function formatDetails(finding: Finding, folded: readonly string[]): string {
  const {title, resource, observed, expected, evidence, tries, runbook, docs, verdict} = finding;
  const fence = (command: string) => ['', '  ```sh', ...command.split('\n').map((line) => `  ${line}`), '  ```'];
  return [
    `### ${words[verdict]}: ${formatCell(title)}${resource === undefined ? '' : ` (${formatCell(resource)})`}`,
    '',
    `- found: ${formatCell(observed)}`,
    `- want: ${formatCell(expected)}`,
    ...(evidence === undefined ? [] : ['- see:', ...fence(evidence)]),
    ...tries.flatMap(({text, command}) => [
      `- try: ${formatCell(text)}`,
      ...(command === undefined ? [] : fence(command)),
    ]),
    ...(runbook === undefined ? [] : [`- endangers step ${runbook} of the runbook`]),
    ...(folded.length === 0 ? [] : [`- explains ${folded.map((id) => `\`${id}\``).join(', ')}`]),
    `- [reference](${docs})`,
  ].join('\n');
}

/** The report for a ticket: what needs somebody's attention in full, then everything in one table. */
export function formatReportMarkdown(report: Report, title: string): string {
  const {findings, summary, coverage} = report;
  const folded = selectFolded(findings);
  const urgent = findings.filter(
    ({verdict, because}) => because === undefined && verdict !== 'pass' && verdict !== 'skipped',
  );
  const road = formatRoad(report, Number.POSITIVE_INFINITY).join(' ');
  const rows = findings.map(
    ({verdict, id, title: words_, resource, observed}) =>
      `| ${words[verdict]} | \`${id}\` | ${formatCell(words_)} | ${formatCell(resource ?? '')} | ${formatCell(observed)} |`,
  );
  return [
    `# ${title}`,
    '',
    `${formatCounts(summary)}. ${formatCoverage(coverage)}.`,
    '',
    ...(road === '' ? [] : [road, '']),
    ...urgent.map((finding) => `${formatDetails(finding, folded.get(finding.id) ?? [])}\n`),
    '## Everything that was looked at',
    '',
    '| verdict | check | good state | resource | found |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}
