import {writeFile} from 'node:fs/promises';
import {compareReports} from '../checks/evaluate/compare-reports.js';
import type {Check, Report} from '../model/finding.js';
import type {LookReach} from '../model/look-reach.js';
import {readRecordedLook} from './bundle/read-recorded-look.js';
import type {CheckRequest} from './check-flags.js';
import {chooseChecks} from './choose-checks.js';
import type {ClusterChanges} from './cluster-changes.js';
import type {FactSet} from './fact-set.js';
import {formatReportAs} from './format-report-as.js';
import {judgeFactSet} from './judge-fact-set.js';
import {readBaseline} from './read-baseline.js';
import {selectReportExitCode} from './select-report-exit-code.js';
import {type WatchOptions, watchReports} from './watch-reports.js';

/** What a judging command judges, and how it looks. */
export interface ChecksCommand {
  /** Such as `preflight`. */
  readonly name: string;
  readonly checks: readonly Check[];
  /** Exit code where a check failed. */
  readonly failure: number;
  /** Mends the finding of a check, for the key of the screen; absent where nothing can be mended. */
  readonly fix?: (id: string) => Promise<unknown>;
  /** Writes a look down where others find it; its findings are then told, and no failure of this command. */
  readonly publish?: ((report: Report, lookedAtMs: number) => Promise<void>) | undefined;
  /** Opens what is looked at; not called where recorded facts are judged. */
  readonly open: () => Promise<{
    readonly configPath: string;
    readonly collect: (checks: readonly Check[], reach?: LookReach) => Promise<FactSet>;
    /** Hears of changes from the cluster itself, as long as somebody watches; rejects where there is none to hear. */
    readonly follow?: () => Promise<ClusterChanges>;
  }>;
}

/** A whole screen is for a person at a terminal who has not asked for lines. */
function isScreenWanted({format, isAccessible}: CheckRequest): boolean {
  const isTerminal = process.stdout.isTTY === true && process.stdin.isTTY === true;
  const {CI, TERM} = process.env;
  return isTerminal && format === 'text' && !isAccessible && CI !== 'true' && TERM !== 'dumb';
}

/** Looks again and again, on a whole screen or in lines; returns the last report, where there was one. */
async function watch(
  {name, fix}: ChecksCommand,
  request: CheckRequest,
  {look, changes, isDone}: Pick<WatchOptions, 'look' | 'changes' | 'isDone'>,
): Promise<Report | undefined> {
  const {intervalMs} = request;
  if (isScreenWanted(request)) {
    // What paints a whole screen is loaded where one is wanted.
    const {watchOnScreen} = await import('./watch-on-screen.js');
    return watchOnScreen({title: name, intervalMs, look, changes, fix});
  }
  const abort = new AbortController();
  process.once('SIGINT', () => abort.abort());
  const write = (text: string) => process.stdout.write(text);
  return watchReports({look, changes, intervalMs, isDone, signal: abort.signal, write, now: () => new Date()});
}

/** Looks once or until nothing fails, prints the report, and returns the exit code. */
export async function runChecksCommand(command: ChecksCommand, request: CheckRequest): Promise<number> {
  const checks = chooseChecks(command.checks, request);
  const {isStrict, format} = request;
  const recorded = request.factsFile === undefined ? undefined : await readRecordedLook(request.factsFile);
  const source =
    recorded === undefined
      ? await command.open()
      : {configPath: request.factsFile ?? '', collect: () => Promise.resolve(recorded), follow: undefined};
  const {baseline} = request;
  const before = baseline === undefined ? undefined : await readBaseline(baseline, command.checks);
  let title = command.name;
  let lookedAtMs = 0;
  let last: FactSet | undefined;
  const look = async (reach: LookReach = 'all'): Promise<Report> => {
    const found = await source.collect(checks, reach);
    const set: FactSet = reach === 'all' ? found : {...found, facts: {...last?.facts, ...found.facts}};
    last = set;
    lookedAtMs = Date.parse(set.collectedAt);
    title = set.deployment === undefined ? command.name : `${command.name} of ${set.deployment.config.deployment}`;
    if (request.savedFactsFile !== undefined)
      await writeFile(request.savedFactsFile, `${JSON.stringify(set, undefined, 2)}\n`, {mode: 0o600});
    const report = judgeFactSet(checks, set);
    await command.publish?.(report, lookedAtMs);
    return before === undefined || baseline === undefined ? report : compareReports(report, before, baseline);
  };
  const exitCodeOf = (report: Report) => selectReportExitCode(report, {isStrict, failure: command.failure});
  const write = (text: string) => process.stdout.write(text);
  const formatAs = (report: Report) =>
    formatReportAs(report, format, {
      title,
      configPath: source.configPath,
      isStrict,
      columns: process.stdout.columns,
      lookedAtMs,
    });
  if (!request.isWatching) {
    const report = await look();
    write(`${formatAs(report)}\n`);
    return command.publish === undefined ? exitCodeOf(report) : 0;
  }
  // It hears before the first look, so that nothing happens between the two. Where there is no cluster, looking is all.
  const changes = await source.follow?.().catch(() => undefined);
  try {
    const watched = await watch(command, request, {look, changes, isDone: (report) => exitCodeOf(report) === 0});
    if (watched === undefined) return 0;
    write(`${formatAs(watched)}\n`);
    return exitCodeOf(watched);
  } finally {
    changes?.stop();
  }
}
