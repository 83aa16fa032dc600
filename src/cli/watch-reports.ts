import type {Finding, Report} from '../model/finding.js';
import type {LookReach} from '../model/look-reach.js';
import {awaitNextLook} from './await-next-look.js';
import type {ClusterChanges} from './cluster-changes.js';

const keyOf = ({id, resource}: Finding) => `${id}${resource === undefined ? '' : ` (${resource})`}`;

/** Findings whose verdict is another than before, as lines; a finding that vanished is gone with its resource. */
function formatChanges(before: Report | undefined, after: Report, at: Date): string {
  const known = new Map(before?.findings.map((finding) => [keyOf(finding), finding.verdict]));
  return after.findings
    .filter((finding) => known.get(keyOf(finding)) !== finding.verdict)
    .map((finding) => `${at.toISOString()} ${finding.verdict.padEnd(7)} ${keyOf(finding)}: ${finding.observed}\n`)
    .join('');
}

export interface WatchOptions {
  readonly look: (reach: LookReach) => Promise<Report>;
  /** What the cluster tells of itself; absent where only looking helps. */
  readonly changes: ClusterChanges | undefined;
  readonly intervalMs: number;
  readonly isDone: (report: Report) => boolean;
  readonly signal: AbortSignal;
  readonly write: (text: string) => void;
  readonly now: () => Date;
}

/** Looks again and again until `isDone` or an interruption, and tells what changed; returns the last report. */
export async function watchReports(options: WatchOptions): Promise<Report> {
  const {look, changes, signal, write, now, intervalMs, isDone} = options;
  let reach: LookReach = 'all';
  let wholeAtMs = 0;
  for (let before: Report | undefined; ; ) {
    const beganMs = performance.now();
    const report = await look(reach);
    const nowMs = performance.now();
    write(formatChanges(before, report, now()));
    before = report;
    if (isDone(report) || signal.aborted) return report;
    if (reach === 'all') wholeAtMs = nowMs;
    reach = await awaitNextLook({wholeAtMs, tookMs: nowMs - beganMs}, {intervalMs, changes, nowMs, signal});
    if (signal.aborted) return report;
  }
}
