import {execFileSync, spawn, spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {preflightChecks} from '../../src/checks/checks.js';
import {selectProbes} from '../../src/checks/probes/select-probes.js';
import {collectFactSet, selectLookSubject} from '../../src/cli/collect-fact-set.js';
import {formatRehearsalEnv} from '../../src/cli/format-rehearsal-env.js';
import {judgeFactSet} from '../../src/cli/judge-fact-set.js';
import type {RehearsalAddress} from '../../src/cli/rehearsal-process.js';
import type {Check} from '../../src/model/finding.js';
import {worlds} from '../../test/worlds/worlds.js';
import {openDelayedWorld} from './delayed-world.js';
import type {Measurement} from './measurement.js';

/** What a distant region adds to each answer. */
const delayMs = 80;

/** The quickest of some times, in milliseconds: what else the machine does only adds. */
async function time(times: number, work: () => Promise<unknown>): Promise<number> {
  let quickest = Number.POSITIVE_INFINITY;
  for (let at = 0; at < times; at++) {
    const startMs = performance.now();
    await work();
    quickest = Math.min(quickest, performance.now() - startMs);
  }
  return quickest;
}

/** The longest that one probe takes by itself is the longest chain of calls that have to wait for each other. */
async function measureChain(
  look: (checks: readonly Check[]) => Promise<unknown>,
): Promise<{probe: string; ms: number}> {
  let longest = {probe: '', ms: 0};
  for (const probe of selectProbes(preflightChecks)) {
    const check = {id: 'bench/one', title: '', why: '', docs: '', probes: [probe], needs: [], evaluate: () => []};
    const ms = await time(5, () => look([check]));
    if (ms > longest.ms) longest = {probe: probe.id, ms};
  }
  return longest;
}

/** The commands that show what the preflight saw, one after the other, as somebody would type them. */
async function typeCommands(
  commands: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<{readonly ms: number; readonly refused: number}> {
  const startMs = performance.now();
  let refused = 0;
  for (const command of commands) {
    const env = {...process.env, ...variables};
    const child = spawn('sh', ['-c', command], {stdio: 'ignore', env, timeout: 60_000});
    if ((await new Promise((resolve) => child.once('exit', resolve))) !== 0) refused++;
  }
  return {ms: performance.now() - startMs, refused};
}

/** The peak of `preflight` as a process of its own, in KiB. */
async function measurePeak(program: string): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), 'shakinstall-bench-preflight-'));
  execFileSync(program, ['rehearse', 'env'], {cwd: directory});
  const child = spawn(program, ['preflight', '--rehearse'], {cwd: directory, stdio: 'ignore'});
  let peakKib = 0;
  const watch = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      peakKib = Math.max(peakKib, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
    } catch {
      // The process has just ended.
    }
  }, 20);
  await new Promise((resolve) => child.once('exit', resolve));
  clearInterval(watch);
  execFileSync(program, ['rehearse', 'reset'], {cwd: directory});
  rmSync(directory, {recursive: true, force: true});
  return peakKib;
}

const isInstalled = (name: string) => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;

/** What docs/benchmarks.md says of the preflight. */
export async function* measurePreflight(program: string): AsyncGenerator<Measurement> {
  const definition = worlds.find(({name}) => name === 'foreign-cluster');
  if (definition === undefined) throw new Error('the world is gone');
  const world = await openDelayedWorld(definition);
  const look = (checks: readonly Check[]) => collectFactSet(selectLookSubject(world.open()), checks);
  try {
    const report = judgeFactSet(preflightChecks, await look(preflightChecks));
    await world.delay(delayMs);
    const wallMs = await time(5, () => look(preflightChecks));
    const chain = await measureChain(look);
    await world.forget();
    await look(preflightChecks);
    const questions = await world.questions();
    const calls = questions.length;
    const distinct = new Set(questions).size;
    const commands = [...new Set(report.findings.flatMap(({evidence}) => evidence ?? []))].filter((command) =>
      /^(gcloud|kubectl) /.test(command),
    );
    const environment = world.open().environment as RehearsalAddress;
    const {variables} = JSON.parse(formatRehearsalEnv(environment, tmpdir(), true)) as {
      variables: Record<string, string>;
    };
    const canType = isInstalled('gcloud') && isInstalled('kubectl');
    const typed = canType ? await typeCommands(commands, variables) : {ms: Number.NaN, refused: 0};
    const peakKib = await measurePeak(program);
    const ratio = wallMs / chain.ms;
    yield* [
      {
        what: 'preflight ÷ longest chain of dependent calls',
        figure: ratio.toFixed(2),
        bound: '≤ 1.3',
        isMet: ratio <= 1.3,
        method: `${delayMs} ms added to each answer of Google and of the cluster, both in a process of their own; ${wallMs.toFixed(0)} ms in all, ${chain.ms.toFixed(0)} ms for the probe \`${chain.probe}\` by itself`,
      },
      {
        what: 'calls of a preflight ÷ distinct questions',
        figure: (calls / distinct).toFixed(2),
        bound: '≤ 1',
        isMet: calls <= distinct,
        method: `${calls} calls to Google’s APIs, ${preflightChecks.length} checks`,
      },
      {
        what: 'the same questions typed ÷ preflight',
        figure: canType ? (typed.ms / wallMs).toFixed(1) : 'not measured',
        bound: '≥ 10',
        isMet: canType && typed.ms / wallMs >= 10,
        method: canType
          ? `${commands.length} gcloud and kubectl commands of its findings, one after the other: ${(typed.ms / 1000).toFixed(1)} s, the same delay, ${typed.refused} of them refused`
          : 'gcloud or kubectl is not installed here',
      },
      {
        what: 'peak memory of preflight',
        figure: `${Math.round(peakKib / 1024)} MiB`,
        bound: '≤ 150 MiB',
        isMet: peakKib <= 150 * 1024,
        method: 'VmHWM of its process, without helm and the world',
      },
    ];
  } finally {
    await world.close();
  }
}
