import {rankZones} from '../../model/rank-zones.js';

/** Zones by nearness to a location, where nothing else is known of them. */
export function rankPlaces(zones: readonly string[], location: string): readonly string[] {
  const facts = zones.map((zone) => ({
    zone,
    hasAccelerator: true,
    hasMachine: true,
    hasVersion: true,
    quotaLeft: 0,
    reserved: 0,
  }));
  return rankZones({accelerator: '', gpus: 0, machineType: '', location}, facts).map(({zone}) => zone);
}
