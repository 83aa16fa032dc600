import type {CloudContext, EffectRunner} from '../cloud-context.js';
import type {Effect} from '../cloud-state.js';
import type {Call, Reply} from '../http/call.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import type {Json} from '../json.js';
import {drawBetween} from '../operations/draw-between.js';
import {addNode, type Shortfall} from './apply-pool-size.js';
import {isBlueGreen, selectSoakMs} from './blue-green.js';
import {applySet, selectIdlePool, startPoolChange} from './change-pool.js';
import type {ClusterState, NodeState, PoolState} from './cluster-state.js';
import {finishContainerOperation} from './container-operation.js';
import {declareNodes} from './declare-nodes.js';

/** How long a drain waits for disruption budgets before the pods go all the same. https://cloud.google.com/kubernetes-engine/docs/concepts/node-pool-upgrade-strategies#surge */
const drainPatienceMs = 60 * 60_000;
const drainPollMs = 15_000;
/** How long machines that do not come are waited for. */
const machinePatienceMs = 35 * 60_000;

/** What an upgrade of a pool remembers between its turns. */
interface Turn {
  readonly context: CloudContext;
  readonly cluster: ClusterState;
  readonly pool: PoolState;
  readonly effect: Effect;
  readonly old: readonly string[];
  readonly previousVersion: string;
}

const again = ({context, effect, old, previousVersion}: Turn, delayMs: number, more: Effect | Json = {}) => {
  const operation = context.state.operations[String(effect.operation)];
  if (operation) operation.timer = context.schedule(delayMs, {...effect, old, previousVersion, ...more} as Effect);
};

const machineMs = (context: CloudContext) => drawBetween(context, 60_000, 110_000);

function finish(
  {context, cluster, pool, effect}: Turn,
  failure?: {readonly code: number; readonly message: string},
): void {
  pool.status = failure ? 'RUNNING_WITH_ERROR' : 'RUNNING';
  delete pool.upgradePhase;
  cluster.status = 'RUNNING';
  finishContainerOperation(context, String(effect.operation), failure);
}

/** A machine that cannot be had is waited for; then the upgrade ends with what kept it. */
function waitForMachine(turn: Turn, shortfall: Shortfall): void {
  const {context, effect} = turn;
  const sinceMs = Number(effect.shortSinceMs ?? context.clock.now());
  if (context.clock.now() - sinceMs >= machinePatienceMs) finish(turn, {code: 8, message: shortfall.message});
  else again(turn, 60_000, {shortSinceMs: sinceMs});
}

/** Machines come in these zones; where one cannot be had, those before it stand, and it is waited for. */
async function addMachines(turn: Turn, zones: readonly string[]): Promise<void> {
  const {context, cluster, pool} = turn;
  let shortfall: Shortfall | undefined;
  for (const zone of zones) shortfall ??= addNode(context, cluster, pool, zone);
  await declareNodes(context, cluster);
  if (shortfall) waitForMachine(turn, shortfall);
  else again(turn, machineMs(context), {shortSinceMs: undefined});
}

/** Empties nodes side by side; answers whether they may go, and comes back where their pods may not yet. */
async function drain(turn: Turn, nodes: readonly NodeState[]): Promise<boolean> {
  const {context, cluster, effect} = turn;
  const sinceMs = Number(effect.drainSinceMs ?? context.clock.now());
  let isEmpty = true;
  for (const {name} of nodes)
    isEmpty = ((await context.controlPlanes.drainNode?.(cluster.uid, name)) ?? true) && isEmpty;
  const mayGo = isEmpty || context.clock.now() - sinceMs >= drainPatienceMs;
  if (!mayGo) again(turn, drainPollMs, {drainSinceMs: sinceMs});
  return mayGo;
}

/** Empties nodes and takes their machines away. */
async function retire(turn: Turn, nodes: readonly NodeState[]): Promise<void> {
  const {context, cluster, pool} = turn;
  if (!(await drain(turn, nodes))) return;
  pool.nodes = pool.nodes.filter((node) => !nodes.includes(node));
  await declareNodes(context, cluster);
  again(turn, machineMs(context), {drainSinceMs: undefined, shortSinceMs: undefined});
}

/**
 * One turn of a surge upgrade: as many new nodes as may be come, then as many old ones are emptied as may be missing and
 * go, until none of the old is left.
 * https://cloud.google.com/kubernetes-engine/docs/concepts/node-pool-upgrade-strategies#surge
 */
async function stepSurge(turn: Turn, outdated: readonly NodeState[]): Promise<void> {
  const {pool} = turn;
  const size = Object.values(pool.sizes).reduce((sum, one) => sum + one, 0);
  const surge = Math.min(Number(pool.upgradeSettings.maxSurge ?? 1), outdated.length);
  const unavailable = Number(pool.upgradeSettings.maxUnavailable ?? 0);
  const missing = size + surge - pool.nodes.length;
  if (missing > 0) {
    const zoneOf = (index: number) => outdated[index]?.zone ?? pool.locations[index % pool.locations.length] ?? '';
    return addMachines(
      turn,
      Array.from({length: missing}, (_, index) => zoneOf(index)),
    );
  }
  if (outdated.length > 0) return retire(turn, outdated.slice(0, Math.max(1, surge + unavailable)));
  finish(turn);
}

/**
 * One turn of a blue-green upgrade: all new nodes come, the old ones are emptied, both stand for a while, the old ones go.
 * https://cloud.google.com/kubernetes-engine/docs/concepts/node-pool-upgrade-strategies#blue-green-upgrade-strategy
 */
async function stepBlueGreen(turn: Turn, outdated: readonly NodeState[]): Promise<void> {
  const {context, cluster, pool, effect} = turn;
  const size = Object.values(pool.sizes).reduce((sum, one) => sum + one, 0);
  const green = pool.nodes.length - outdated.length;
  if (outdated.length > 0 && green < size) {
    pool.upgradePhase = 'CREATING_GREEN_POOL';
    return addMachines(
      turn,
      outdated.slice(green).map(({zone}) => zone),
    );
  }
  if (outdated.length === 0) return finish(turn);
  if (effect.isSoaked) {
    pool.upgradePhase = 'DELETING_BLUE_POOL';
    pool.nodes = pool.nodes.filter((node) => !outdated.includes(node));
    await declareNodes(context, cluster);
    return again(turn, machineMs(context));
  }
  pool.upgradePhase = 'DRAINING_BLUE_POOL';
  if (!(await drain(turn, outdated))) return;
  pool.upgradePhase = 'NODE_POOL_SOAKING';
  again(turn, selectSoakMs(pool), {isSoaked: true});
}

/** One turn of an upgrade, by the pool's own strategy; one that was cancelled ends where it is. */
export const stepNodeUpgrade: EffectRunner = async (context, effect) => {
  const cluster = context.state.clusters[String(effect.cluster)] as ClusterState | undefined;
  const pool = cluster?.pools.find((other) => other.name === effect.pool);
  const operation = context.state.operations[String(effect.operation)];
  if (!cluster || !pool || !operation) return;
  const old = (effect.old as readonly string[] | undefined) ?? pool.nodes.map((node) => node.name);
  const previousVersion = String(effect.previousVersion ?? pool.version);
  if (!effect.old) applySet(pool, effect.set as Json);
  const turn: Turn = {context, cluster, pool, effect, old, previousVersion};
  const outdated = pool.nodes.filter((node) => old.includes(node.name));
  if (outdated.length > 0 && operation.status === 'ABORTING') {
    pool.version = previousVersion;
    finish(turn, {code: 1, message: 'Operation was cancelled.'});
    pool.status = 'RUNNING';
    return;
  }
  await (isBlueGreen(pool) ? stepBlueGreen(turn, outdated) : stepSurge(turn, outdated));
};

/** `nodePools.rollback` of an upgrade that was cancelled halfway. */
export function rollBackPool(call: Call): Reply {
  const {cluster, pool} = selectIdlePool(call);
  if (pool.nodes.every((node) => node.version === pool.version)) {
    throw new CloudRefusal(400, 'Node pool does not have a failed or aborted upgrade to roll back.', {
      status: 'FAILED_PRECONDITION',
      reason: 'failedPrecondition',
    });
  }
  return startPoolChange(call, cluster, pool, {operationType: 'UPGRADE_NODES', delayMs: 30_000, set: {}});
}
