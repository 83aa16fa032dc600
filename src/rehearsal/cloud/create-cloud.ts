import type {VirtualClock} from '../clock/virtual-clock.js';
import type {Premises} from '../premises/premises.js';
import type {CloudSide} from '../seams/cloud-side.js';
import type {ControlPlanes} from '../seams/control-planes.js';
import {type CatalogueName, createCatalogue} from './catalogue/catalogue.js';
import type {CloudContext, CloudTraits} from './cloud-context.js';
import {type CloudState, createEmptyState, type Effect} from './cloud-state.js';
import {drawRandom} from './draw-random.js';
import {effectRunners} from './effect-runners.js';
import {applyIntervention} from './faults/apply-intervention.js';
import type {CloudFault} from './faults/cloud-fault.js';
import type {CloudIntervention} from './faults/cloud-intervention.js';
import {isStuck} from './faults/is-stuck.js';
import {selectInverse} from './faults/select-inverse.js';
import {withdrawFault} from './faults/withdraw-fault.js';
import type {CloudRequest, CloudResponse} from './http/call.js';
import {createGateway} from './http/create-gateway.js';
import {type AccessDecision, createAccessLog} from './iam/access-log.js';
import {createTimers} from './operations/create-timers.js';
import {raisePremises} from './raise-premises.js';
import {serveRegistries} from './registry/serve-registries.js';
import {cloudRoutes} from './routes.js';
import {seedWorld, type WorldSeed} from './seed-world.js';
import {createCloudSide} from './side/create-cloud-side.js';

export interface CloudOptions {
  readonly clock: VirtualClock;
  readonly seed: number;
  readonly catalogue: CatalogueName;
  readonly controlPlanes: ControlPlanes;
  /** Where the cloud is reached, such as `http://127.0.0.1:18080`. */
  readonly baseUrl: () => string;
  readonly traits?: Partial<CloudTraits>;
  /** A snapshot to go on from. */
  readonly state?: CloudState;
  /** Called after every request that may have changed something and after every effect. */
  readonly onChange?: () => void;
}

/** Google's REST APIs of one world. */
export interface Cloud {
  handle(request: CloudRequest): Promise<CloudResponse>;
  /** What a registry of that host name answers. */
  handleRegistry(host: string, request: CloudRequest): CloudResponse;
  readonly side: CloudSide;
  /** A deep copy of everything, pending operations included. */
  snapshot(): CloudState;
  seedWorld(seed: WorldSeed): void;
  /** Brings what is missing of premises, but for networks and clusters, to whom a token belongs. Returns in words what that was. */
  raise(premises: Premises, token: string): readonly string[];
  /** Does something that is done once in the world's life, if it succeeds; returns nothing where it was done before. */
  once<T>(key: string, act: () => Promise<T>): Promise<T | undefined>;
  /** Puts a fault in force, or takes it back by its id. */
  inject(fault: CloudFault): void;
  withdraw(id: string): void;
  /** Changes something behind the operator's back; returns what takes it back, or undefined where there is nothing to change. */
  intervene(change: CloudIntervention): readonly CloudIntervention[] | undefined;
  /** The living state, to be looked at. */
  inspect(): Readonly<CloudState>;
  /** Which permissions calls were decided by since this cloud was started, each once. */
  listDecisions(): readonly AccessDecision[];
  stop(): void;
}

const usualTraits: CloudTraits = {surpriseUpgrades: true, grantLagMs: [8_000, 75_000], enableLagMs: [10_000, 60_000]};

/** How long until an operation that a fault holds is looked at again. */
const stuckMs = 15_000;

/** Creates the cloud side of a rehearsal, empty or from a snapshot. */
export function createCloud(options: CloudOptions): Cloud {
  const {clock, controlPlanes, baseUrl, onChange} = options;
  const empty = createEmptyState(options.seed);
  const earlier = structuredClone(options.state);
  const state = {...empty, ...earlier, registry: {...empty.registry, ...earlier?.registry}};
  const run = async (effect: Effect) => {
    if (isStuck(context, effect)) timers.schedule(stuckMs, effect);
    else await effectRunners[effect.type]?.(context, effect);
    onChange?.();
  };
  const timers = createTimers(state, clock, run);
  const context: CloudContext = {
    clock,
    state,
    catalogue: createCatalogue(options.catalogue),
    controlPlanes,
    traits: {...usualTraits, ...options.traits},
    access: createAccessLog(state, () => clock.now()),
    baseUrl,
    random: () => drawRandom(state),
    schedule: timers.schedule,
    cancel: timers.cancel,
  };
  const serve = createGateway(context, cloudRoutes);
  const serveRegistry = serveRegistries(context);
  if (options.state) timers.armAll();
  return {
    async handle(request) {
      const response = await serve(request);
      if (request.method !== 'GET') onChange?.();
      return response;
    },
    handleRegistry(host, request) {
      const response = serveRegistry(host, request);
      if (request.method !== 'GET' && request.method !== 'HEAD') onChange?.();
      return response;
    },
    side: createCloudSide(context),
    snapshot: () => structuredClone(state),
    seedWorld: (seed) => seedWorld(context, seed),
    raise(premises, token) {
      const raised = raisePremises(context, premises, state.tokens[token]?.email ?? '');
      onChange?.();
      return raised;
    },
    async once(key, act) {
      if (state.premises[key] === true) return undefined;
      const done = await act();
      state.premises[key] = true;
      onChange?.();
      return done;
    },
    inject(fault) {
      state.faults[fault.id] = {fault, hits: 0};
      onChange?.();
    },
    withdraw(id) {
      withdrawFault(context, id);
      onChange?.();
    },
    intervene(change) {
      const inverse = selectInverse(state, change);
      if (inverse === undefined) return undefined;
      applyIntervention(context, change);
      onChange?.();
      return inverse;
    },
    inspect: () => state,
    listDecisions: context.access.list,
    stop: timers.stop,
  };
}
