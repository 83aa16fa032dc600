import {execFileSync, spawn, spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {cpus, tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {openWorldFile} from '../src/rehearsal/world/world-file.js';
import {readParts} from '../src/rehearsal/world/world-parts.js';
import {measureLargeWorld} from './bench/large-world.js';
import {measureDoctor} from './bench/measure-doctor.js';
import {measureMirror} from './bench/measure-mirror.js';
import {measurePreflight} from './bench/measure-preflight.js';
import {type JournalEvent, selectCriticalPath, selectSimulatedDurations} from './bench/simulated-durations.js';

/** Measures what docs/benchmarks.md claims, in one run on one machine, and writes the table. */
const root = fileURLToPath(new URL('..', import.meta.url));
const program = join(root, 'bin', 'run.js');

interface Install {
  readonly wallMs: number;
  readonly peakKib: number;
  readonly directory: string;
}

/** One whole `init` in a world of its own; the peak is the installer's own process, as the kernel counted it. */
async function install(speed: number, extra: readonly string[] = []): Promise<Install> {
  const directory = mkdtempSync(join(tmpdir(), 'shakinstall-bench-'));
  const common = ['--rehearse', '--rehearse-speed', String(speed)];
  // The world is there before the clock starts: its start is not part of an installation.
  execFileSync(program, ['rehearse', 'env', '--rehearse-speed', String(speed)], {cwd: directory});
  const startMs = performance.now();
  const child = spawn(program, ['init', ...common, '--yes', ...extra], {cwd: directory, stdio: 'ignore'});
  let peakKib = 0;
  const watch = setInterval(() => {
    try {
      peakKib = Math.max(
        peakKib,
        Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0),
      );
    } catch {
      // The process has just ended.
    }
  }, 50);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`init ended with ${code} in ${directory}`);
  return {wallMs: performance.now() - startMs, peakKib, directory};
}

function discard({directory}: Install): void {
  execFileSync(program, ['rehearse', 'reset'], {cwd: directory});
  rmSync(directory, {recursive: true, force: true});
}

/** Median of so many runs of a command, in milliseconds. */
function measure(command: string, args: readonly string[], runs: number): number {
  const times = Array.from({length: runs}, () => {
    const startMs = performance.now();
    spawnSync(command, args, {stdio: 'ignore'});
    return performance.now() - startMs;
  });
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN;
}

async function readCriticalPath({
  directory,
}: Install): Promise<{readonly totalMs: number; readonly path: readonly string[]}> {
  execFileSync(program, ['rehearse', 'stop'], {cwd: directory});
  const base = join(directory, '.shakinstall', 'rehearsal');
  const world = readParts(await openWorldFile(join(base, 'world.log')))!;
  const journal = readFileSync(join(base, 'deployments', 'rehearsal', 'journal.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as JournalEvent);
  const objects = Object.values(world.clusters[0]!.apiServer.store.collections)
    .flat()
    .map((entry) => JSON.parse(entry.text));
  const durations = selectSimulatedDurations(world, journal, objects, join(root, 'templates', 'platform'));
  const plan = JSON.parse(
    execFileSync(program, ['plan', '--rehearse', '--json'], {cwd: directory, maxBuffer: 64 * 1024 * 1024}).toString(),
  );
  return selectCriticalPath(plan.steps, durations);
}

const rows: string[][] = [];
/** The page with what was measured so far: a part that fails takes none of the others' figures with it. */
function writePage(): void {
  const head = ['what', 'figure', 'bound', '', 'method'];
  const table = [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
  const machine = `${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}`;
  writeFileSync(
    join(root, 'docs', 'benchmarks.md'),
    [
      '# Benchmarks',
      '',
      `Written by \`npm run bench\`, all in one run. Machine: ${machine}.`,
      '',
      'The critical path is the longest way through the plan’s graph when every step takes only what the world itself took: Google’s operations from start to end, lags until grants and APIs are felt, workloads from creation to readiness. Steps of which the world keeps no time count as nothing. At speed 60 a second of computing weighs a virtual minute, at speed 10 ten seconds; against the real cloud it weighs one.',
      '',
      ...table,
      '',
    ].join('\n'),
  );
}

const record = (what: string, figure: string, bound: string, isMet: boolean, method: string) => {
  rows.push([what, figure, bound, isMet ? 'met' : 'not met', method]);
  writePage();
  process.stdout.write(`${what}: ${figure} (${bound}) ${isMet ? '' : 'NOT MET'}\n`);
};

for (const speed of [60, 10]) {
  const run = await install(speed);
  const {totalMs, path} = await readCriticalPath(run);
  const ratio = (run.wallMs * speed) / totalMs;
  record(
    `install ÷ critical path, speed ${speed}`,
    ratio.toFixed(2),
    '≤ 1.10',
    ratio <= 1.1,
    `${(run.wallMs / 1000).toFixed(1)} s of wall time; critical path ${(totalMs / 60_000).toFixed(1)} virtual min: ${path.join(' → ')}`,
  );
  if (speed === 60)
    record(
      'peak memory of init',
      `${Math.round(run.peakKib / 1024)} MiB`,
      '≤ 200 MiB',
      run.peakKib <= 200 * 1024,
      'VmHWM of the installer’s process, without helm and the world',
    );
  discard(run);
}
for (const speed of [60, 10]) {
  const wide = await install(speed);
  discard(wide);
  const narrow = await install(speed, ['--concurrency', '1']);
  discard(narrow);
  const width = narrow.wallMs / wide.wallMs;
  record(
    `concurrency 1 ÷ ours, speed ${speed}`,
    width.toFixed(2),
    '≥ 1.6',
    width >= 1.6,
    `${(narrow.wallMs / 1000).toFixed(1)} s ÷ ${(wide.wallMs / 1000).toFixed(1)} s`,
  );
}
const bare = measure(process.execPath, ['-e', '0'], 21);
for (const [flag, bound] of [
  ['--version', 2],
  ['--help', 4],
] as const) {
  const ratio = measure(program, [flag], 21) / bare;
  record(
    `${flag} ÷ node -e 0`,
    ratio.toFixed(2),
    `≤ ${bound}`,
    ratio <= bound,
    `medians of 21; node -e 0 takes ${bare.toFixed(0)} ms`,
  );
}
for (const {what, figure, bound, isMet, method} of await measurePreflight(program))
  record(what, figure, bound, isMet, method);
for (const {what, value, unit, bound, method} of await measureLargeWorld(program))
  record(
    what,
    `${unit === 's' ? value.toFixed(2) : Math.round(value)} ${unit}`,
    `≤ ${bound} ${unit}`,
    value <= bound,
    method,
  );
for (const {what, figure, bound, isMet, method} of await measureDoctor(program))
  record(what, figure, bound, isMet, method);
for (const {what, figure, bound, isMet, method} of await measureMirror(program))
  record(what, figure, bound, isMet, method);
