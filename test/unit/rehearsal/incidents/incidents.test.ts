import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {incidents as catalogue} from '../../../../src/rehearsal/incidents/incidents.js';
import {clusterObservations} from './cluster-observations.js';
import {createGoogleObservations} from './google-observations.js';
import {installPlatform} from './install-platform.js';
import type {Observation} from './observation.js';
import {type IncidentWorldUnderTest, startIncidentWorld} from './start-incident-world.js';

let world: IncidentWorldUnderTest;
let observations: Readonly<Record<string, Observation>>;

beforeAll(async () => {
  world = await startIncidentWorld();
  const key = await installPlatform(world);
  observations = {...createGoogleObservations(key), ...clusterObservations};
}, 60_000);
afterEach(() => world.incidents.withdraw(undefined));
afterAll(() => world.stop());

/** Looks again and again, for at most two virtual hours. */
async function eventually(isThere: () => Promise<boolean>): Promise<boolean> {
  for (let look = 0; look < 120; look++) {
    if (await isThere()) return true;
    await world.pass(look < 30 ? 6 : 80);
  }
  return false;
}

describe('every incident', () => {
  it('is observed here', () => {
    expect(Object.keys(observations).sort()).toEqual(catalogue.map(({id}) => id).sort());
  });

  it.each(catalogue.map(({id}) => id))('%s: its symptom comes with it and goes with its cause', async (id) => {
    const {parameters = {}, isSeen, cure} = observations[id]!;
    const before = await world.incidents.inject({incident: id, parameters});
    const current = () => world.incidents.list().find((incident) => incident.id === before.id);
    await eventually(async () => current()?.phase === 'active');
    const incident = current()!;
    expect([id, incident.phase]).toEqual([id, 'active']);
    expect([id, await eventually(() => isSeen(world, incident))]).toEqual([id, true]);
    expect(JSON.stringify(incident.truth)).not.toMatch(/\{[a-z]+(\.[a-z]+)?\}/i);
    await world.incidents.withdraw(id);
    await cure?.(world, incident);
    expect([id, await eventually(async () => !(await isSeen(world, incident)))]).toEqual([id, true]);
    expect(world.incidents.list()).toEqual([]);
  });
});
