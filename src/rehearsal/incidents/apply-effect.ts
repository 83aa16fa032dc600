import type {EffectState, IncidentState, Undo} from './incident-state.js';
import type {IncidentWorld} from './incident-world.js';
import {changeObjects} from './objects/change-objects.js';

/** Makes the change of one effect if it is due. What is not there yet is tried again later. */
export async function applyEffect(world: IncidentWorld, incident: IncidentState, state: EffectState): Promise<void> {
  const {effect} = state;
  const nowMs = world.clock.now();
  if (state.dueAtMs === undefined || state.dueAtMs > nowMs) return;
  const settle = (undo: readonly Undo[], everySeconds?: number) => {
    // Only the first inverse knows how it was before.
    if (state.undo.length === 0) state.undo = [...undo];
    if (everySeconds === undefined) delete state.dueAtMs;
    else state.dueAtMs = nowMs + everySeconds * 1000;
    world.onChange();
  };
  switch (effect.on) {
    case 'cloud': {
      const id = `${incident.id}/${incident.effects.indexOf(state)}`;
      world.cloud.inject({...effect.fault, id});
      return settle([{on: 'cloud', id}]);
    }
    case 'cloud-state': {
      const inverse = world.cloud.intervene(effect.change);
      if (inverse === undefined) return;
      return settle(
        inverse.map((change) => ({on: 'cloud-state', change})),
        effect.everySeconds,
      );
    }
    case 'objects': {
      const {cluster} = incident;
      if (cluster === undefined || !world.clusters().some(({uid}) => uid === cluster)) return;
      const user = effect.user ?? 'system:incidents';
      const inverse = await changeObjects(world.kube(cluster, user), effect.change);
      if (inverse === undefined) return;
      const undo = effect.isKept ? [] : inverse;
      return settle(
        undo.map((request) => ({on: 'objects', cluster, user, request})),
        effect.everySeconds,
      );
    }
    default:
      // Faults of containers, machinery and API servers are in force for as long as the incident is listed.
      return settle([]);
  }
}

/** Takes back what the effects of an incident did, the last first. What is gone meanwhile stays gone. */
export async function undoEffects(world: IncidentWorld, incident: IncidentState): Promise<void> {
  for (const undo of incident.effects.flatMap((effect) => effect.undo).reverse()) {
    if (undo.on === 'cloud') world.cloud.withdraw(undo.id);
    else if (undo.on === 'cloud-state') world.cloud.intervene(undo.change);
    else if (world.clusters().some(({uid}) => uid === undo.cluster))
      await world.kube(undo.cluster, undo.user).request(undo.request);
  }
}
