import {setTimeout as wait} from 'node:timers/promises';
import type {Finding, Report} from '../model/finding.js';

const keyOf = ({id, resource}: Finding) => `${id}${resource === undefined ? '' : ` (${resource})`}`;

/** Findings whose verdict is another than before, as lines; a finding that vanished is gone with its resource. */
function formatChanges(before: Report | undefined, after: Report, at: Date): string {
  const known = new Map(before?.findings.map((finding) => [keyOf(finding), finding.verdict]));
  return after.findings
    .filter((finding) => known.get(keyOf(finding)) !== finding.verdict)
    .map((finding) => `${at.toISOString()} ${finding.verdict.padEnd(7)} ${keyOf(finding)}: ${finding.observed}\n`)
    .join('');
}

/** Looks again and again until `isDone` or an interruption, and tells what changed; returns the last report. */
export async function watchReports(
  look: () => Promise<Report>,
  options: {
    readonly intervalMs: number;
    readonly isDone: (report: Report) => boolean;
    readonly signal: AbortSignal;
    readonly write: (text: string) => void;
    readonly now: () => Date;
  },
): Promise<Report> {
  const {signal, write, now, intervalMs, isDone} = options;
  for (let before: Report | undefined; ; ) {
    const report = await look();
    write(formatChanges(before, report, now()));
    before = report;
    if (isDone(report) || signal.aborted) return report;
    await wait(intervalMs, undefined, {signal}).catch(() => undefined);
    if (signal.aborted) return report;
  }
}
