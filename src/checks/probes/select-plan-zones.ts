import type {InstallConfig} from '../../model/install-config.js';
import {isZone} from '../../model/location.js';
import type {Ports} from '../../model/ports/ports.js';

/** Zones that the cluster's nodes may go to: its own, or all of its region, of which GKE takes three. */
export async function selectPlanZones(ports: Ports, config: InstallConfig): Promise<readonly string[]> {
  const {location, project} = config;
  if (isZone(location)) return [location];
  const zones = await ports.capacity.listZones(project.id);
  return zones.filter(({region}) => region === location).map(({name}) => name);
}
