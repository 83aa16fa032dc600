import type {Finding, Verdict} from '../../model/finding.js';
import {wrapText} from '../../model/wrap-text.js';
import {formatDuration} from '../format-duration.js';
import {formatCounts} from '../report/format-counts.js';
import {formatCoverage} from '../report/format-coverage.js';
import {formatRoad} from '../report/format-road.js';
import {keyOf, selectVisible, type WatchState} from './watch-state.js';

/** A line of the screen and what it is: colour is put on where it means something, and nowhere else. */
export interface WatchLine {
  readonly text: string;
  readonly tone: 'plain' | 'strong' | 'dim' | Verdict;
  readonly isSelected?: boolean;
}

const marks: Readonly<Record<Verdict, string>> = {pass: '✔', warn: '!', fail: '✖', skipped: '-', unknown: '?'};

const cut = (text: string, columns: number) =>
  text.length <= columns ? text : `${text.slice(0, Math.max(0, columns - 1))}…`;

const help: readonly string[] = [
  '↑ ↓ or k j   move          Enter   open or close the details',
  '/            filter        Esc     no filter',
  'Space        more details',
  'f            mend it       r       look again now',
  '?            this page     q       leave',
];

function formatRow(finding: Finding, isSelected: boolean, columns: number): WatchLine {
  const {verdict, id, title, resource, observed, because} = finding;
  const said = verdict === 'pass' || verdict === 'skipped' ? '' : ` · ${observed.replace(/\s+/g, ' ')}`;
  const place = resource === undefined ? '' : ` · ${resource}`;
  const text = `${isSelected ? '›' : ' '} ${marks[verdict]} ${id.padEnd(Math.min(34, Math.floor(columns / 2.8)))} ${title}${place}${because === undefined ? said : ` · because of ${because}`}`;
  return {text: cut(text, columns), tone: because === undefined ? verdict : 'dim', isSelected};
}

/** Where a screen is lower than this, the findings need its lines more than the road does. */
const lowScreen = 18;

/** One page of details that are longer than their place; after the last the first comes again. */
function selectPage(lines: readonly WatchLine[], page: number, rows: number): readonly WatchLine[] {
  if (lines.length <= rows) return lines;
  const size = Math.max(1, rows - 1);
  const count = Math.ceil(lines.length / size);
  const shown = page % count;
  const text = `  page ${shown + 1} of ${count} · Space ${shown === count - 1 ? 'goes back to the first' : 'shows more'}`;
  return [...lines.slice(shown * size, (shown + 1) * size), {text, tone: 'dim'}];
}

function formatDetails(finding: Finding, since: string | undefined, columns: number): WatchLine[] {
  const {observed, expected, evidence, tries, docs, because, mendedBy} = finding;
  const field = (label: string, text: string): WatchLine[] =>
    wrapText(text, columns, 12).map((line, index) => ({
      text: cut(`  ${(index === 0 ? label : '').padEnd(10)}${line}`, columns),
      tone: 'plain',
    }));
  const lines = [
    ...field('found', observed),
    ...field('want', expected),
    ...(because === undefined ? [] : field('because', `of ${because}`)),
    ...(evidence === undefined ? [] : field('see', evidence)),
    ...tries.flatMap(({text, command}) => [
      ...field('try', text),
      ...(command === undefined ? [] : field('', command)),
    ]),
    ...(mendedBy === undefined ? [] : field('f', `mends it by ${mendedBy}`)),
    ...(since === undefined ? [] : field('seen', since)),
    ...field('more', docs),
  ];
  return lines;
}

/** A window on the list in which the selected row stays visible. */
function selectWindow(count: number, selected: number, rows: number): readonly [from: number, to: number] {
  const from = Math.max(0, Math.min(selected - Math.floor(rows / 2), count - rows));
  return [from, Math.min(count, from + rows)];
}

const formatAgo = (ageMs: number) => (ageMs < 1000 ? 'just now' : `${formatDuration(ageMs)} ago`);

function formatAge({lookedAtMs, clusterAtMs, isLooking}: WatchState, nowMs: number): string {
  if (lookedAtMs === undefined) return 'looking for the first time';
  const cluster = clusterAtMs === undefined ? '' : `the cluster ${formatAgo(nowMs - clusterAtMs)}, the rest `;
  return `looked ${cluster === '' ? '' : 'at '}${cluster}${formatAgo(nowMs - lookedAtMs)}${isLooking ? ', looking again' : ''}`;
}

/**
 * The screen of `--watch` as lines, never more than `rows`: head, findings, details of the chosen one, keys. Nothing
 * jumps: each part has its place, and the list scrolls inside its own.
 */
export function formatWatchLines(
  state: WatchState,
  frame: {readonly title: string; readonly columns: number; readonly rows: number; readonly nowMs: number},
): readonly WatchLine[] {
  const {columns, rows, nowMs, title} = frame;
  const {report, selected, isOpen, filter, mode} = state;
  const road = report === undefined || rows < lowScreen ? [] : formatRoad(report, columns);
  const head: WatchLine[] = [
    {text: cut(`${title} · ${formatAge(state, nowMs)}`, columns), tone: 'strong'},
    {
      text: cut(
        report === undefined ? '' : `${formatCounts(report.summary)} · ${formatCoverage(report.coverage)}`,
        columns,
      ),
      tone: 'plain',
    },
    ...road.map((text): WatchLine => ({text: cut(text, columns), tone: 'plain'})),
    {text: '', tone: 'plain'},
  ];
  const foot: WatchLine = {
    text: cut(
      mode === 'filter' || filter !== ''
        ? `filter: ${filter}${mode === 'filter' ? '▏ Enter keeps it, Esc clears it' : '   Esc clears it'}`
        : '↑↓ move  Enter open  / filter  f mend  r again  ? help  q leave',
      columns,
    ),
    tone: 'dim',
  };
  const body = Math.max(1, rows - head.length - 1);
  if (mode === 'help')
    return [
      ...head,
      ...help.slice(0, body).map((text): WatchLine => ({text: cut(text, columns), tone: 'plain'})),
      foot,
    ];
  const visible = selectVisible(state);
  const chosen = visible[selected];
  const detailRows = isOpen && chosen !== undefined ? Math.min(Math.floor(body * 0.6), body - 3) : 0;
  const [from, to] = selectWindow(visible.length, selected, body - detailRows - (detailRows > 0 ? 1 : 0));
  const list = visible.slice(from, to).map((finding, index) => formatRow(finding, from + index === selected, columns));
  const empty: WatchLine[] =
    visible.length === 0 && report !== undefined ? [{text: 'no finding matches the filter', tone: 'dim'}] : [];
  const seenMs = chosen === undefined ? undefined : state.since.get(keyOf(chosen));
  const since = seenMs === undefined ? undefined : `so for ${formatDuration(Math.max(1000, nowMs - seenMs))}`;
  const details: readonly WatchLine[] =
    detailRows > 0 && chosen !== undefined
      ? [
          {text: '─'.repeat(columns), tone: 'dim'},
          ...selectPage(formatDetails(chosen, since, columns), state.page, detailRows),
        ]
      : [];
  return [...head, ...list, ...empty, ...details, foot];
}
