import type {VirtualClock} from '../clock/virtual-clock.js';
import type {CloudSide} from '../seams/cloud-side.js';
import type {ControlPlanes} from '../seams/control-planes.js';
import {type CatalogueName, createCatalogue} from './catalogue/catalogue.js';
import type {CloudContext, CloudTraits} from './cloud-context.js';
import {type CloudState, createEmptyState, type Effect} from './cloud-state.js';
import {drawRandom} from './draw-random.js';
import {effectRunners} from './effect-runners.js';
import type {CloudRequest, CloudResponse} from './http/call.js';
import {createGateway} from './http/create-gateway.js';
import {createTimers} from './operations/create-timers.js';
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
  readonly side: CloudSide;
  /** A deep copy of everything, pending operations included. */
  snapshot(): CloudState;
  seedWorld(seed: WorldSeed): void;
  stop(): void;
}

const usualTraits: CloudTraits = {surpriseUpgrades: true, grantLagMs: [8_000, 75_000], enableLagMs: [10_000, 60_000]};

/** Creates the cloud side of a rehearsal, empty or from a snapshot. */
export function createCloud(options: CloudOptions): Cloud {
  const {clock, controlPlanes, baseUrl, onChange} = options;
  const state = options.state ? structuredClone(options.state) : createEmptyState(options.seed);
  const run = async (effect: Effect) => {
    await effectRunners[effect.type]?.(context, effect);
    onChange?.();
  };
  const timers = createTimers(state, clock, run);
  const context: CloudContext = {
    clock,
    state,
    catalogue: createCatalogue(options.catalogue),
    controlPlanes,
    traits: {...usualTraits, ...options.traits},
    baseUrl,
    random: () => drawRandom(state),
    schedule: timers.schedule,
    cancel: timers.cancel,
  };
  const serve = createGateway(context, cloudRoutes);
  if (options.state) timers.armAll();
  return {
    async handle(request) {
      const response = await serve(request);
      if (request.method !== 'GET') onChange?.();
      return response;
    },
    side: createCloudSide(context),
    snapshot: () => structuredClone(state),
    seedWorld: (seed) => seedWorld(context, seed),
    stop: timers.stop,
  };
}
