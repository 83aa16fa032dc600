import {createSeeded} from '../controllers/core/seeded.js';
import {fillTemplate} from './fill-template.js';
import type {Draw, Incident} from './incident.js';
import type {IncidentWorld} from './incident-world.js';
import {listCandidates} from './list-candidates.js';

type Values = Record<string, string | number>;

/**
 * All parameters of an incident: those given, the usual ones, and victims drawn from what the world holds
 * now. The same seed draws the same victim from the same world. Undefined where there is no victim yet.
 */
export async function drawParameters(
  world: IncidentWorld,
  incident: Incident,
  given: Readonly<Values>,
  serial: number,
): Promise<Values | undefined> {
  const seeded = createSeeded(world.seed);
  const values: Values = {...given};
  for (const [name, {usual}] of Object.entries(incident.parameters)) {
    if (name in given) continue;
    if (typeof usual === 'number') values[name] = usual;
    else if (typeof usual === 'string') values[name] = fillTemplate(usual, values);
    else {
      const candidates = await listCandidates(world, fillTemplate<Draw>(usual, values));
      const index = Math.floor(seeded.fraction(`${incident.id}/${serial}/${name}`) * candidates.length);
      const drawn = candidates[index];
      if (drawn === undefined) return undefined;
      values[name] = drawn;
    }
  }
  return values;
}
