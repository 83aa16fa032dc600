import {join} from 'node:path';
import {InquirerPrompter} from '../../adapters/local/inquirer-prompter.js';
import {acquireRunLock} from '../../adapters/local/run-lock.js';
import {createReadOnlyPorts} from '../../checks/probes/create-read-only-ports.js';
import {adviseGpus, usualServing} from '../../model/advise-gpus.js';
import {completePoolWish} from '../../model/complete-pool-wish.js';
import type {Diagnostic} from '../../model/diagnostic.js';
import {DiagnosticError} from '../../model/diagnostic-error.js';
import {listCounts, listMachineTypes} from '../../model/gpu-hosts.js';
import {findAcceleratorType} from '../../model/gpu-names.js';
import type {GpuPoolConfig} from '../../model/install-config.js';
import {parseLlmModel} from '../../model/parse-llm-model.js';
import type {PoolWish} from '../../model/pool-wish.js';
import {selectPoolDisks} from '../../model/select-pool-disks.js';
import {formatWarnings} from '../../render/format-warnings.js';
import {addPoolSteps, smokePoolSteps} from '../../steps/gpu/pool-steps.js';
import {isOwned, selectOwnerLabels} from '../../steps/ownership.js';
import {createApproval} from '../create-approval.js';
import {exitCodes} from '../exit-codes.js';
import type {Screen} from '../open-screen.js';
import {chooseWayOn} from './choose-way-on.js';
import {climbLadder, type LadderOutcome} from './climb-ladder.js';
import {collectPoolFacts, type PoolFacts} from './collect-pool-facts.js';
import {createPoolPlan, type PoolPlan} from './create-pool-plan.js';
import {findWishProblems} from './find-wish-problems.js';
import {findPlaceProblems, findPoolWarnings, selectSurge} from './judge-pool.js';
import type {PoolWorkspace} from './open-pool-workspace.js';

export interface AddOptions {
  readonly isApproved: boolean;
  /** Whether a pod is to land on the pool and see its GPUs. */
  readonly isSmokeTested: boolean;
  readonly waitMinutes: number;
  readonly openScreen: () => Promise<Screen>;
  readonly eventsFile: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A wish with everything that it leaves open, and what was learnt on the way. */
export interface ReadyPool {
  readonly wish: PoolWish;
  readonly pool: GpuPoolConfig;
  readonly facts: PoolFacts;
  readonly warnings: readonly Diagnostic[];
}

/** Machine types whose places decide where a pool can be. */
function listCandidates({accelerator, count, machineType, model}: PoolWish): readonly string[] {
  if (machineType !== undefined) return [machineType];
  const type = findAcceleratorType(accelerator ?? '');
  const parsed = model === undefined ? undefined : parseLlmModel(model)?.model;
  const options = parsed === undefined ? [] : adviseGpus(parsed, usualServing);
  const advised = options.flatMap((option) => option.machineTypes.slice(0, 1));
  if (type === undefined) return advised;
  return [...new Set([...listMachineTypes(type, count ?? listCounts(type)[0] ?? 1).slice(0, 1), ...advised])];
}

/** Whether the pool of that name that stands is this deployment’s: by its label, or because the configuration describes it. */
export function isOwnPool(
  {cluster, subject}: PoolWorkspace,
  described: readonly GpuPoolConfig[],
  name: string,
): boolean {
  const state = cluster.nodePools.find((pool) => pool.name === name);
  const labels = selectOwnerLabels(subject.config);
  return (
    state === undefined || isOwned(state.resourceLabels ?? {}, labels) || described.some((pool) => pool.name === name)
  );
}

/** Completes and judges wishes; throws every problem at once, those of the wishes themselves before the world is asked. */
export async function prepareWishes(
  workspace: PoolWorkspace,
  wishes: readonly PoolWish[],
): Promise<readonly ReadyPool[]> {
  const {subject, cluster, ports, ref} = workspace;
  const {location, gpuPools} = subject.config;
  const own = (wishes.length === 0 ? [{}] : wishes).flatMap((wish) => findWishProblems(wish, location));
  if (own.length > 0) throw new DiagnosticError(own);
  const operator = createReadOnlyPorts(ports.operator);
  const ready = await Promise.all(
    wishes.map(async (wish) => {
      const facts = await collectPoolFacts(operator, ref.project, listCandidates(wish));
      const pool = completePoolWish(wish, {location, zones: cluster.locations ?? []}, facts.offer);
      const isOwn = isOwnPool(workspace, gpuPools, pool.name);
      const judged = {pool, project: ref.project, cluster, release: workspace.subject.release, isOwn, facts};
      return {
        problems: findPlaceProblems(judged),
        ready: {
          wish,
          pool: {...pool, surge: selectSurge(judged)},
          facts,
          warnings: findPoolWarnings(judged, wish.model),
        },
      };
    }),
  );
  const problems = ready.flatMap((one) => one.problems);
  if (problems.length > 0) throw new DiagnosticError(problems);
  return ready.map((one) => one.ready);
}

function selectDisksOf({subject}: PoolWorkspace, {wish}: ReadyPool) {
  const model = wish.model === undefined ? undefined : parseLlmModel(wish.model)?.model;
  return (pool: GpuPoolConfig) => selectPoolDisks(subject.config, pool.zones[0] ?? subject.config.location, model);
}

/** What adding a pool would do, without doing it. */
export function planPool(workspace: PoolWorkspace, ready: ReadyPool): Promise<PoolPlan> {
  return createPoolPlan(workspace, addPoolSteps, ready.pool, selectDisksOf(workspace, ready)(ready.pool));
}

/** Adds pools one after the other under the deployment’s lock; the first that does not come to stand ends it. */
export async function runAdd(
  workspace: PoolWorkspace,
  pools: readonly ReadyPool[],
  options: AddOptions,
): Promise<readonly LadderOutcome[]> {
  const {subject, ports} = workspace;
  const at = new Date(ports.operator.clock.now()).toISOString();
  const release = acquireRunLock(join(subject.places.state, 'lock'), 'shakinstall gpu-pool add', at);
  const outcomes: LadderOutcome[] = [];
  try {
    for (const ready of pools) {
      const screen = await options.openScreen();
      if (ready.warnings.length > 0) screen.say(formatWarnings(ready.warnings));
      const mayAsk = screen.isInteractive && process.stdin.isTTY === true && !options.isApproved;
      const ask = createApproval({
        isApproved: options.isApproved,
        screen,
        deployment: subject.config.deployment,
        commands: {look: 'shakinstall gpu-pool add --format tree', approve: 'shakinstall gpu-pool add --yes'},
      });
      let {isApproved} = options;
      const outcome = await climbLadder(workspace, ready, {
        ...options,
        steps: options.isSmokeTested ? smokePoolSteps : addPoolSteps,
        disksOf: selectDisksOf(workspace, ready),
        // What somebody chose from a list is not asked again.
        approve: async (plan) => {
          isApproved ||= await ask(plan);
          return isApproved;
        },
        chooseWay: (way) =>
          chooseWayOn(way, {waitMinutes: options.waitMinutes, prompter: mayAsk ? InquirerPrompter() : undefined}),
      });
      outcomes.push(outcome);
      if (outcome.exitCode !== exitCodes.ok) break;
    }
    return outcomes;
  } finally {
    release();
  }
}
