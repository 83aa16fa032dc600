import {isZone, selectRegion} from '../../model/location.js';
import {missingValue} from '../load/missing-value.js';
import {type FieldPath, formatPath, type Problem} from '../load/problem.js';
import {selectDiskZone} from './select-disk-zone.js';
import type {View} from './view.js';

/** Zones outside the location's region, and zones that a regional location leaves open. */
export function findForeignZones({location, gpuPools, disks}: View): Problem[] {
  if (location === undefined) return [];
  const named = [
    ...(gpuPools ?? []).flatMap(({zones}, pool) =>
      (zones ?? []).map((zone, index) => ({zone, path: ['gpuPools', pool, 'zones', index]})),
    ),
    {zone: disks?.conda?.zone, path: ['disks', 'conda', 'zone']},
    {zone: disks?.llm?.zone, path: ['disks', 'llm', 'zone']},
  ];
  const foreign = named.flatMap(({zone, path}) =>
    zone !== undefined && selectRegion(zone) !== selectRegion(location) ? [foreignZone(zone, path, location)] : [],
  );
  return [...foreign, ...(isZone(location) ? findFarDisk(location, disks) : findOpenZones({gpuPools, disks}))];
}

function foreignZone(zone: string, path: FieldPath, location: string): Problem {
  const region = selectRegion(location);
  return {
    code: 'SHK_CONFIG_E0015',
    path,
    summary: `${formatPath(path)} ${zone} is a zone of another region.`,
    detail: `Allowed: zones of ${region}, because location is ${location}.`,
    tries: [
      {text: `Did you mean ${region}${zone.slice(-2)}?`},
      {text: `Or set location: ${isZone(location) ? zone : selectRegion(zone)}.`},
    ],
  };
}

/** The platform's pods run on the core pool, and a disk can only be attached in its own zone. */
function findFarDisk(location: string, disks: View['disks']): Problem[] {
  const zone = disks?.conda?.zone;
  if (zone === undefined || zone === location || selectRegion(zone) !== selectRegion(location)) return [];
  return [
    {
      code: 'SHK_CONFIG_E0015',
      path: ['disks', 'conda', 'zone'],
      summary: `disks.conda.zone ${zone} is not the cluster’s zone.`,
      detail: `Allowed: ${location}. A disk can only be attached to nodes of its own zone.`,
      tries: [{text: 'Leave disks.conda.zone out.'}],
    },
  ];
}

function findOpenZones({gpuPools, disks}: Pick<View, 'gpuPools' | 'disks'>): Problem[] {
  const inRegion = 'location is a region, a disk lives in one zone, and no GPU pool tells which.';
  const isTold = selectDiskZone({gpuPools, disks}) !== undefined;
  return [
    ...(gpuPools ?? []).flatMap(({zones}, pool) =>
      zones === undefined
        ? [
            missingValue(
              ['gpuPools', pool, 'zones'],
              'location is a region, and accelerators are in some of its zones only.',
            ),
          ]
        : [],
    ),
    ...(disks?.conda !== undefined && !isTold ? [missingValue(['disks', 'conda', 'zone'], inRegion)] : []),
  ];
}
