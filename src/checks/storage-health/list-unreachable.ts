import type {VolumeFact} from '../probes/claims-probe.js';

/** Volumes whose disks are in zones, none of which is among those of the nodes. */
export function listUnreachable(volumes: readonly VolumeFact[], nodeZones: readonly string[]): readonly VolumeFact[] {
  return volumes.filter(({zones}) => zones.length > 0 && !zones.some((zone) => nodeZones.includes(zone)));
}
