import {setTimeout as wait} from 'node:timers/promises';
import type {Finding, Report} from '../model/finding.js';

/** How `--watch` speaks: whole pictures on a terminal, changes as lines elsewhere. */
export interface WatchScreen {
  readonly isTerminal: boolean;
  readonly write: (text: string) => void;
  readonly format: (report: Report) => string;
  readonly now: () => Date;
}

const keyOf = ({id, resource}: Finding) => `${id}${resource === undefined ? '' : ` (${resource})`}`;

/** Findings whose verdict is another than before, as lines; a finding that vanished is gone with its resource. */
function formatChanges(before: Report | undefined, after: Report, at: Date): string {
  const known = new Map(before?.findings.map((finding) => [keyOf(finding), finding.verdict]));
  return after.findings
    .filter((finding) => known.get(keyOf(finding)) !== finding.verdict)
    .map((finding) => `${at.toISOString()} ${finding.verdict.padEnd(7)} ${keyOf(finding)}: ${finding.observed}\n`)
    .join('');
}

/** Home, then everything below is rewritten and what is left of the last picture erased: nothing flickers or jumps. */
const repaint = (text: string) => `\u001B[H${text.replace(/\n/g, '\u001B[K\n')}\u001B[K\n\u001B[J`;

/** Looks again and again until `isDone` or an interruption; returns the last report. */
export async function watchReports(
  look: () => Promise<Report>,
  options: {
    readonly intervalMs: number;
    readonly isDone: (report: Report) => boolean;
    readonly signal: AbortSignal;
    readonly screen: WatchScreen;
  },
): Promise<Report> {
  const {screen, signal} = options;
  if (screen.isTerminal) screen.write('\u001B[2J');
  for (let before: Report | undefined; ; ) {
    const report = await look();
    const at = screen.now();
    const foot = `looked at ${at.toISOString()}, again in ${options.intervalMs / 1000} s; Ctrl-C ends`;
    screen.write(
      screen.isTerminal ? repaint(`${screen.format(report)}\n\n${foot}`) : formatChanges(before, report, at),
    );
    before = report;
    if (options.isDone(report) || signal.aborted) return report;
    await wait(options.intervalMs, undefined, {signal}).catch(() => undefined);
    if (signal.aborted) return report;
  }
}
