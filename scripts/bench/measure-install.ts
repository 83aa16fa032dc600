import {execFileSync, spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {openWorldFile} from '../../src/rehearsal/world/world-file.js';
import {readParts} from '../../src/rehearsal/world/world-parts.js';
import type {Measurement} from './measurement.js';
import {type JournalEvent, selectCriticalPath, selectSimulatedDurations} from './simulated-durations.js';

const releasePath = resolve(import.meta.dirname, '../../templates/platform');

interface Install {
  readonly wallMs: number;
  readonly peakKib: number;
  readonly directory: string;
}

/** One whole `init` in a world of its own; the peak is the installer's own process, as the kernel counted it. */
async function install(program: string, speed: number, extra: readonly string[] = []): Promise<Install> {
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

function discard(program: string, {directory}: Install): void {
  execFileSync(program, ['rehearse', 'reset'], {cwd: directory});
  rmSync(directory, {recursive: true, force: true});
}

/** The longest way through the installed world’s plan, by the world’s own times; ends that world. */
async function readCriticalPath(
  program: string,
  {directory}: Install,
): Promise<{readonly totalMs: number; readonly path: readonly string[]}> {
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
  const durations = selectSimulatedDurations(world, journal, objects, releasePath);
  const plan = JSON.parse(
    execFileSync(program, ['plan', '--rehearse', '--json'], {cwd: directory, maxBuffer: 64 * 1024 * 1024}).toString(),
  );
  return selectCriticalPath(plan.steps, durations);
}

/** How much longer an installation takes than the world makes it, what it needs of memory, and what its concurrency is worth. */
export async function* measureInstall(program: string): AsyncGenerator<Measurement> {
  for (const speed of [60, 10]) {
    const run = await install(program, speed);
    const {totalMs, path} = await readCriticalPath(program, run);
    discard(program, run);
    const ratio = (run.wallMs * speed) / totalMs;
    yield {
      what: `install ÷ critical path, speed ${speed}`,
      figure: ratio.toFixed(2),
      bound: '≤ 1.10',
      isMet: ratio <= 1.1,
      method: `${(run.wallMs / 1000).toFixed(1)} s of wall time; critical path ${(totalMs / 60_000).toFixed(1)} virtual min: ${path.join(' → ')}`,
    };
    if (speed === 60)
      yield {
        what: 'peak memory of init',
        figure: `${Math.round(run.peakKib / 1024)} MiB`,
        bound: '≤ 200 MiB',
        isMet: run.peakKib <= 200 * 1024,
        method: 'VmHWM of the installer’s process, without helm and the world',
      };
  }
  for (const speed of [60, 10]) {
    const wide = await install(program, speed);
    discard(program, wide);
    const narrow = await install(program, speed, ['--concurrency', '1']);
    discard(program, narrow);
    const width = narrow.wallMs / wide.wallMs;
    yield {
      what: `concurrency 1 ÷ ours, speed ${speed}`,
      figure: width.toFixed(2),
      bound: '≥ 1.6',
      isMet: width >= 1.6,
      method: `${(narrow.wallMs / 1000).toFixed(1)} s ÷ ${(wide.wallMs / 1000).toFixed(1)} s`,
    };
  }
}
