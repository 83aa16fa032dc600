import type {BehaviourOverride, ClusterFault} from '../controllers/behaviours/workload-behaviours.js';
import type {Disturbance, DisturbedRequest} from '../kube/http/disturbance.js';
import {applyEffect, undoEffects} from './apply-effect.js';
import {disturbRequest} from './disturb-request.js';
import {drawParameters} from './draw-parameters.js';
import {fillTemplate} from './fill-template.js';
import type {Effect, Incident, Truth} from './incident.js';
import {createIncidentsState, type IncidentState, type IncidentsState} from './incident-state.js';
import type {IncidentWorld} from './incident-world.js';
import {type Injection, InjectionRefusal, nameInjection, selectIncident} from './injection.js';

/** The incidents of a running world. */
export interface Incidents {
  /** Those that wait or are in force, as plain data. */
  list(): readonly IncidentState[];
  /** Lets something go wrong, now or later; resolves once it is in force if it can be at once. */
  inject(injection: Injection): Promise<IncidentState>;
  /** Ends one by its name or by the incident's, or all; returns the names of those that ended. */
  withdraw(name: string | undefined): Promise<readonly string[]>;
  /** Whether one waits for a request. */
  awaitsRequests(): boolean;
  /** Hears that a request of a Google method arrives, before it is carried out. */
  meetRequest(method: string): Promise<void>;
  overrides(cluster: string): readonly BehaviourOverride[];
  clusterFaults(cluster: string): readonly ClusterFault[];
  /** What befalls a request from outside to a cluster's API server. */
  disturb(cluster: string, request: DisturbedRequest): Disturbance | undefined;
  snapshot(): IncidentsState;
  stop(): void;
}

/** How often incidents are looked at that wait for something, in virtual milliseconds. */
const tickMs = 2_000;

const isPermanent = (incident: IncidentState) =>
  incident.phase === 'active' &&
  incident.untilMs === undefined &&
  incident.effects.every(({dueAtMs}) => dueAtMs === undefined);

/** Runs the incidents of a world, none or those of its snapshot. */
export function runIncidents(world: IncidentWorld, catalogue: readonly Incident[], kept?: IncidentsState): Incidents {
  const {clock} = world;
  const state = kept === undefined ? createIncidentsState(world.seed) : structuredClone(kept);
  let cancel: (() => void) | undefined;
  let work: Promise<unknown> = Promise.resolve();
  let isStopped = false;
  /** One thing after the other: two looks at the same incident at a time would do its work twice. */
  const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
    const turn = work.then(task);
    work = turn.catch(() => undefined);
    return turn;
  };

  const begin = async (incident: IncidentState): Promise<void> => {
    const definition = catalogue.find(({id}) => id === incident.incident);
    if (definition === undefined) return;
    const parameters = await drawParameters(world, definition, incident.given, state.serial);
    if (parameters === undefined) return;
    const effects = fillTemplate(definition.effects as readonly Effect[], parameters);
    const [cluster] = world.clusters();
    const needsCluster = effects.some(({on}) => on === 'objects' || on === 'containers' || on === 'machinery');
    if (needsCluster && cluster === undefined) return;
    incident.phase = 'active';
    incident.parameters = parameters;
    incident.truth = fillTemplate<Truth>(definition.truth, parameters);
    incident.effects = effects.map((effect) => ({effect, dueAtMs: clock.now(), undo: []}));
    if (cluster !== undefined) incident.cluster = cluster.uid;
    if (incident.forMs !== undefined) incident.untilMs = clock.now() + incident.forMs;
    world.onChange();
  };
  const end = async (incident: IncidentState): Promise<void> => {
    await undoEffects(world, incident);
    state.active = state.active.filter((other) => other !== incident);
    world.onChange();
  };
  const look = async (): Promise<void> => {
    for (const incident of [...state.active]) {
      if (isStopped) return;
      const isDue = incident.atRequest === undefined && clock.now() >= incident.dueAtMs;
      if (incident.phase === 'waiting' && isDue) await begin(incident);
      for (const effect of incident.effects) await applyEffect(world, incident, effect);
      if (incident.untilMs !== undefined && clock.now() >= incident.untilMs) await end(incident);
    }
    arm();
  };
  const arm = (): void => {
    if (isStopped || cancel !== undefined || state.active.every(isPermanent)) return;
    cancel = clock.schedule(tickMs, () => {
      cancel = undefined;
      void inTurn(look);
    });
  };
  const inForce = (cluster: string) =>
    state.active.filter((incident) => incident.phase === 'active' && (incident.cluster ?? cluster) === cluster);
  const effectsOf = (cluster: string) => inForce(cluster).flatMap(({effects}) => effects.map(({effect}) => effect));
  if (kept !== undefined) arm();

  return {
    list: () => structuredClone(state.active),
    inject: (injection) =>
      inTurn(async () => {
        const definition = selectIncident(catalogue, injection);
        const {parameters = {}, afterSeconds = 0, forSeconds, atRequest} = injection;
        const incident: IncidentState = {
          id: nameInjection(definition, state.active),
          incident: definition.id,
          given: parameters,
          phase: 'waiting',
          injectedAtMs: clock.now(),
          dueAtMs: clock.now() + afterSeconds * 1000,
          ...(atRequest === undefined ? {} : {atRequest}),
          ...(forSeconds === undefined ? {} : {forMs: forSeconds * 1000}),
          parameters: {},
          effects: [],
        };
        state.serial++;
        state.active.push(incident);
        world.onChange();
        await look();
        return structuredClone(incident);
      }),
    withdraw: (name) =>
      inTurn(async () => {
        const ending = state.active.filter(({id, incident}) => name === undefined || id === name || incident === name);
        if (name !== undefined && ending.length === 0)
          throw new InjectionRefusal(`${JSON.stringify(name)} is not in force`);
        for (const incident of [...ending].reverse()) await end(incident);
        return ending.map(({id}) => id);
      }),
    awaitsRequests: () => state.active.some(({atRequest}) => atRequest !== undefined),
    async meetRequest(method) {
      const met = state.active.filter(
        ({phase, atRequest}) =>
          phase === 'waiting' && atRequest !== undefined && new RegExp(`^(?:${atRequest})$`).test(method),
      );
      if (met.length === 0) return;
      for (const incident of met) delete incident.atRequest;
      await inTurn(look);
    },
    overrides: (cluster) =>
      inForce(cluster).flatMap(({id, effects}) =>
        effects.flatMap(({effect}) => (effect.on === 'containers' ? [{...effect.override, id}] : [])),
      ),
    clusterFaults: (cluster) =>
      effectsOf(cluster).flatMap((effect) => (effect.on === 'machinery' ? [effect.fault] : [])),
    disturb: (cluster, request) =>
      disturbRequest(
        clock,
        state,
        effectsOf(cluster).flatMap((effect) => (effect.on === 'api-server' ? [effect.fault] : [])),
        request,
      ),
    snapshot: () => structuredClone(state),
    stop() {
      isStopped = true;
      cancel?.();
    },
  };
}
