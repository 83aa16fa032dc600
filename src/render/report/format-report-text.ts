import type {Finding, Report, Verdict} from '../../model/finding.js';
import {wrapText} from '../../model/wrap-text.js';
import {type Palette, plainPalette} from '../palette.js';
import {formatCounts} from './format-counts.js';
import {formatCoverage} from './format-coverage.js';
import {formatRoad} from './format-road.js';
import {selectFolded} from './select-folded.js';

/** What a report is written on. */
interface Page {
  readonly columns: number;
  readonly palette: Palette;
  readonly marks: Readonly<Record<Verdict, string>>;
}

const createPage = (columns: number, palette: Palette): Page => ({
  columns,
  palette,
  marks: {
    pass: palette.green('✔'),
    warn: palette.yellow('!'),
    fail: palette.red('✖'),
    skipped: palette.dim('-'),
    unknown: palette.yellow('?'),
  },
});

const labelWidth = 11;
const indent = '      ';

const formatLabel = (label: string, index: number, {palette}: Page) =>
  `${indent}${palette.dim((index === 0 ? label : '').padEnd(labelWidth))}`;

/** A labelled text, wrapped, aligned under itself; commands are never broken. */
function formatField(label: string, text: string, page: Page): string[] {
  const lines = wrapText(text, page.columns, indent.length + labelWidth);
  return lines.map((line, index) => `${formatLabel(label, index, page)}${line}`);
}

const formatCommand = (label: string, command: string, page: Page) =>
  command.split('\n').map((line, index) => `${formatLabel(label, index, page)}${page.palette.cyan(line)}`);

function formatDetails(finding: Finding, folded: readonly string[], page: Page): string[] {
  const {id, observed, expected, evidence, tries, docs, runbook, because, obstacle} = finding;
  if (because !== undefined) return formatField('because', `of ${because}`, page);
  return [
    ...formatField('found', observed, page),
    ...(obstacle === undefined ? formatField('want', expected, page) : []),
    ...(evidence === undefined ? [] : formatCommand('see', evidence, page)),
    ...tries.flatMap(({text, command}) => [
      ...formatField('try', text, page),
      ...(command === undefined ? [] : formatCommand('', command, page)),
    ]),
    ...(runbook === undefined ? [] : formatField('endangers', `step ${runbook} of the runbook`, page)),
    ...(folded.length === 0 ? [] : formatField('explains', folded.join(', '), page)),
    ...formatField('check', `${id} · ${docs}`, page),
  ];
}

function formatFinding(finding: Finding, folded: readonly string[], page: Page): string[] {
  const {verdict, title, resource, observed, waived, isNew, obstacle} = finding;
  const {palette, marks} = page;
  // Without a configuration many checks say the same: the line at the end says what to give.
  const isUncompared = verdict === 'unknown' && obstacle?.kind === 'configuration';
  const isQuiet = verdict === 'pass' || verdict === 'skipped' || isUncompared;
  const words = isUncompared
    ? [`needs ${obstacle.missing}`]
    : verdict === 'skipped'
      ? [observed]
      : [resource, ...(verdict === 'pass' ? [observed] : [])];
  const remark =
    waived === undefined
      ? words.filter((word) => word !== undefined && word !== '').join(' · ')
      : `waived until ${waived.expires} by ${waived.owner}: ${waived.reason}`;
  const name = verdict === 'skipped' ? palette.dim(title) : title;
  const head = `  ${marks[verdict]} ${name}${isNew === true ? palette.bold(' (new)') : ''}`;
  const lines = [remark === '' ? head : `${head} ${palette.dim(`· ${remark}`)}`];
  return isQuiet ? lines : [...lines, ...formatDetails(finding, folded, page)];
}

function formatComparison({comparison}: Report, {palette}: Page): string[] {
  if (comparison === undefined) return [];
  const {baseline, counts, fixed} = comparison;
  const gone = fixed.map(
    ({title, resource}) => `  ${palette.green('fixed')} ${title}${resource === undefined ? '' : ` · ${resource}`}`,
  );
  return [`  ${counts.fresh} new, ${counts.old} old, ${counts.fixed} fixed since ${baseline}`, ...gone];
}

/** A report for a terminal: what passes takes one line, what does not says what was found and what to do. */
export function formatReportText(report: Report, columns = 100, palette: Palette = plainPalette): string {
  const page = createPage(columns, palette);
  const {findings, summary, coverage} = report;
  const folded = selectFolded(findings);
  const areas = Map.groupBy(findings, ({id}) => id.split('/')[0] ?? '');
  const sections = [...areas].map(([area, own]) => {
    const seen = new Set<string>();
    const lines = own.flatMap((finding) => {
      const isFirst = !seen.has(finding.id) && finding.verdict !== 'pass';
      if (isFirst) seen.add(finding.id);
      return formatFinding(finding, isFirst ? (folded.get(finding.id) ?? []) : [], page);
    });
    return [palette.bold(area), ...lines].join('\n');
  });
  const foot = [
    `${page.marks[summary.verdict]} ${formatCounts(summary)}`,
    `  ${formatCoverage(coverage)}`,
    ...formatComparison(report, page),
  ];
  const road = formatRoad(report, columns, (verdict) => page.marks[verdict]);
  return [...(road.length === 0 ? [] : [road.join('\n')]), ...sections, foot.join('\n')].join('\n\n');
}
