import {join} from 'node:path';
import {FileJournal} from '../../adapters/local/file-journal.js';
import type {Diagnostic} from '../../model/diagnostic.js';
import type {GpuPoolConfig, InstallConfig} from '../../model/install-config.js';
import type {WayOn} from '../../model/list-ways-on.js';
import {parseShortage} from '../../model/parse-shortage.js';
import type {Plan} from '../../model/plan.js';
import {isOfShape, type Rung, selectRungs} from '../../model/select-rungs.js';
import type {Step} from '../../model/step.js';
import {stepKey} from '../../model/step.js';
import {createGpuPool} from '../../steps/gpu/create-gpu-pool.js';
import {removePoolSteps, sizePoolSteps} from '../../steps/gpu/pool-steps.js';
import {executePlan} from '../execute-plan.js';
import {exitCodes} from '../exit-codes.js';
import type {Screen} from '../open-screen.js';
import {selectObstacles} from '../select-obstacles.js';
import {awaitCapacity} from './await-capacity.js';
import type {WaySubject} from './choose-way-on.js';
import type {PoolFacts} from './collect-pool-facts.js';
import {createPoolPlan, readPoolJournal} from './create-pool-plan.js';
import type {PoolWorkspace} from './open-pool-workspace.js';
import {refuseWhileUsed} from './refuse-while-used.js';
import {selectLastRung} from './select-last-rung.js';

/** How a pool is added. */
export interface LadderOptions {
  readonly steps: readonly Step[];
  readonly disksOf: (pool: GpuPoolConfig) => InstallConfig['disks'];
  readonly openScreen: () => Promise<Screen>;
  readonly approve: (plan: Plan) => Promise<boolean>;
  readonly chooseWay: (subject: WaySubject) => Promise<WayOn>;
  readonly eventsFile: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What became of a pool. */
export interface LadderOutcome {
  readonly exitCode: number;
  /** The pool as it was last tried. */
  readonly pool: GpuPoolConfig;
  readonly rung: string | undefined;
  readonly isChanged: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

const shortageCodes = new Set(['SHK_GPU_E2010', 'SHK_GPU_E2011']);

const findShortage = (diagnostics: readonly Diagnostic[]) => diagnostics.find(({code}) => shortageCodes.has(code));

/** Carries some steps out for one pool; what stands in the way ends it before anything happens. */
async function carryOut(
  workspace: PoolWorkspace,
  steps: readonly Step[],
  pool: GpuPoolConfig,
  options: LadderOptions,
): Promise<Pick<LadderOutcome, 'exitCode' | 'diagnostics' | 'isChanged'>> {
  const planned = await createPoolPlan(workspace, steps, pool, options.disksOf(pool));
  const obstacles = selectObstacles(planned.plan);
  if (obstacles.length > 0) return {exitCode: exitCodes.preflight, diagnostics: obstacles, isChanged: false};
  if (!(await options.approve(planned.plan))) return {exitCode: exitCodes.refused, diagnostics: [], isChanged: false};
  const {exitCode, failures, view} = await executePlan(planned.workspace, {
    ...planned,
    concurrency: 64,
    screen: await options.openScreen(),
    eventsFile: options.eventsFile,
    signal: options.signal,
  });
  return {exitCode, diagnostics: failures, isChanged: view.result === 'changed'};
}

/** Where to begin: at the rung that stands, at the one that an interrupted run had chosen, else at the first. */
function selectStart(rungs: readonly Rung[], {cluster}: PoolWorkspace, last: string | undefined) {
  const state = cluster.nodePools.find(({name}) => name === rungs[0]?.pool.name);
  const stands = state === undefined ? -1 : rungs.findIndex((rung) => isOfShape(state, rung.pool));
  if (stands >= 0) return stands;
  return Math.max(0, last === undefined ? 0 : rungs.findIndex(({word}) => word === last));
}

/** Adds one pool, rung by rung of its ladder, until one has capacity. Every choice is journalled before it is acted upon. */
export async function climbLadder(
  workspace: PoolWorkspace,
  wanted: {readonly pool: GpuPoolConfig; readonly facts: PoolFacts},
  options: LadderOptions,
): Promise<LadderOutcome> {
  const {rungs, gaps} = selectRungs(wanted.pool, wanted.facts);
  const {say} = await options.openScreen();
  for (const {word, reason} of gaps) say(`The ladder’s ${word} is left out: ${reason}.`);
  const key = stepKey(createGpuPool.id, wanted.pool.name);
  const start = selectStart(rungs, workspace, selectLastRung(readPoolJournal(workspace), key));
  let rung = rungs[start] as Rung;
  let left = rungs.slice(start + 1);
  let hasWaited = false;
  for (;;) {
    const result = await carryOut(workspace, options.steps, rung.pool, options);
    const end = {...result, pool: rung.pool, rung: rung.word};
    const short = findShortage(result.diagnostics);
    const shortage = parseShortage(short?.detail ?? '');
    if (short === undefined || shortage === undefined) return end;
    say(`\n${short.summary}`);
    const way = await options.chooseWay({shortage, pool: rung.pool, rungs: left, facts: wanted.facts, hasWaited});
    switch (way.kind) {
      case 'stop':
        return end;
      case 'keep':
        return {...end, exitCode: exitCodes.ok, diagnostics: [], isChanged: true};
      case 'wait':
        hasWaited = true;
        await awaitCapacity(workspace, rung.pool.name, {minutes: way.minutes, say});
        break;
      case 'shrink': {
        const nodes = shortage.running ?? 0;
        const {min, max} = rung.pool.autoscaling;
        const pool = {...rung.pool, nodes, autoscaling: {min: Math.min(min, nodes), max}};
        return {...end, ...(await carryOut(workspace, sizePoolSteps, pool, options)), pool};
      }
      case 'rung': {
        // Some of its machines may stand and work already.
        await refuseWhileUsed(workspace, rung.pool.name);
        recordChoice(workspace, key, way.rung.word ?? '', short.summary);
        say(`Falls back to ${way.rung.word}.`);
        const gone = await carryOut(workspace, removePoolSteps, rung.pool, options);
        if (gone.exitCode !== exitCodes.ok) return {...end, ...gone};
        rung = way.rung;
        left = left.filter(({word}) => word !== rung.word);
        hasWaited = false;
      }
    }
  }
}

function recordChoice({subject, ports}: PoolWorkspace, step: string, rung: string, because: string): void {
  const journal = FileJournal(join(subject.places.state, 'journal.jsonl'), ports.operator.clock);
  try {
    journal.append({code: 'FallbackChosen', data: {step, rung, because}});
  } finally {
    journal.close();
  }
}
