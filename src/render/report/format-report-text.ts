import pc from 'picocolors';
import type {Finding, Report, Verdict} from '../../model/finding.js';
import {wrapText} from '../../model/wrap-text.js';
import {formatCounts} from './format-counts.js';
import {formatCoverage} from './format-coverage.js';
import {formatRoad} from './format-road.js';
import {selectFolded} from './select-folded.js';

const marks: Readonly<Record<Verdict, string>> = {
  pass: pc.green('✔'),
  warn: pc.yellow('!'),
  fail: pc.red('✖'),
  skipped: pc.dim('-'),
  unknown: pc.yellow('?'),
};

const labelWidth = 11;
const indent = '      ';

/** A labelled text, wrapped, aligned under itself; commands are never broken. */
function formatField(label: string, text: string, columns: number): string[] {
  const lines = wrapText(text, columns, indent.length + labelWidth);
  return lines.map((line, index) => `${indent}${pc.dim((index === 0 ? label : '').padEnd(labelWidth))}${line}`);
}

const formatCommand = (label: string, command: string) =>
  command
    .split('\n')
    .map((line, index) => `${indent}${pc.dim((index === 0 ? label : '').padEnd(labelWidth))}${pc.cyan(line)}`);

function formatDetails(finding: Finding, folded: readonly string[], columns: number): string[] {
  const {id, observed, expected, evidence, tries, docs, runbook, because, obstacle} = finding;
  if (because !== undefined) return formatField('because', `of ${because}`, columns);
  return [
    ...formatField('found', observed, columns),
    ...(obstacle === undefined ? formatField('want', expected, columns) : []),
    ...(evidence === undefined ? [] : formatCommand('see', evidence)),
    ...tries.flatMap(({text, command}) => [
      ...formatField('try', text, columns),
      ...(command === undefined ? [] : formatCommand('', command)),
    ]),
    ...(runbook === undefined ? [] : formatField('endangers', `step ${runbook} of the runbook`, columns)),
    ...(folded.length === 0 ? [] : formatField('explains', folded.join(', '), columns)),
    ...formatField('check', `${id} · ${docs}`, columns),
  ];
}

function formatFinding(finding: Finding, folded: readonly string[], columns: number): string[] {
  const {verdict, title, resource, observed, waived, isNew} = finding;
  const isQuiet = verdict === 'pass' || verdict === 'skipped';
  const words = verdict === 'skipped' ? [observed] : [resource, ...(verdict === 'pass' ? [observed] : [])];
  const remark =
    waived === undefined
      ? words.filter((word) => word !== undefined && word !== '').join(' · ')
      : `waived until ${waived.expires} by ${waived.owner}: ${waived.reason}`;
  const head = `  ${marks[verdict]} ${verdict === 'skipped' ? pc.dim(title) : title}${isNew === true ? pc.bold(' (new)') : ''}`;
  const lines = [remark === '' ? head : `${head} ${pc.dim(`· ${remark}`)}`];
  return isQuiet ? lines : [...lines, ...formatDetails(finding, folded, columns)];
}

function formatComparison({comparison}: Report): string[] {
  if (comparison === undefined) return [];
  const {baseline, counts, fixed} = comparison;
  const gone = fixed.map(
    ({title, resource}) => `  ${pc.green('fixed')} ${title}${resource === undefined ? '' : ` · ${resource}`}`,
  );
  return [`  ${counts.fresh} new, ${counts.old} old, ${counts.fixed} fixed since ${baseline}`, ...gone];
}

/** A report for a terminal: what passes takes one line, what does not says what was found and what to do. */
export function formatReportText(report: Report, columns = 100): string {
  const {findings, summary, coverage} = report;
  const folded = selectFolded(findings);
  const areas = Map.groupBy(findings, ({id}) => id.split('/')[0] ?? '');
  const sections = [...areas].map(([area, own]) => {
    const seen = new Set<string>();
    const lines = own.flatMap((finding) => {
      const isFirst = !seen.has(finding.id) && finding.verdict !== 'pass';
      if (isFirst) seen.add(finding.id);
      return formatFinding(finding, isFirst ? (folded.get(finding.id) ?? []) : [], columns);
    });
    return [pc.bold(area), ...lines].join('\n');
  });
  const foot = [
    `${marks[summary.verdict]} ${formatCounts(summary)}`,
    `  ${formatCoverage(coverage)}`,
    ...formatComparison(report),
  ];
  const road = formatRoad(report, columns, (verdict) => marks[verdict]);
  return [...(road.length === 0 ? [] : [road.join('\n')]), ...sections, foot.join('\n')].join('\n\n');
}
