import {acceleratorMachines, machineZones} from './accelerator-machines.data.js';
import {type AcceleratorFacts, accelerators} from './accelerators.data.js';
import {machineFamilies, singleMachines} from './machine-families.data.js';
import {regionFacts, regionsSince2024} from './regions.data.js';
import {type VersionFacts, versionFacts} from './versions.data.js';

export type CatalogueName = '2023-12' | '2026-11';

export interface MachineType {
  readonly name: string;
  readonly cpus: number;
  readonly memoryMib: number;
  readonly isSharedCpu: boolean;
  readonly quotaMetric: string;
  readonly withoutPersistentDisk: boolean;
  /** What comes built in. */
  readonly accelerator?: {readonly type: string; readonly count: number};
  readonly locations?: readonly string[];
}

/** What Google offers at one time: places, machines, accelerators, GKE versions. */
export interface Catalogue {
  readonly name: CatalogueName;
  readonly regions: readonly string[];
  readonly zones: readonly string[];
  readonly versions: VersionFacts;
  readonly machines: ReadonlyMap<string, MachineType>;
  readonly accelerators: ReadonlyMap<string, AcceleratorFacts>;
}

function listMachines(isOld: boolean): MachineType[] {
  const series = machineFamilies
    .filter((family) => !isOld || !family.isSince2024)
    .flatMap((family) =>
      family.cpus.map((cpus) => ({
        name: `${family.name}-${cpus}`,
        cpus,
        memoryMib: Math.round(cpus * family.gibPerCpu * 1024),
        isSharedCpu: false,
        quotaMetric: family.quotaMetric,
        withoutPersistentDisk: family.withoutPersistentDisk ?? false,
        ...(family.locations && {locations: family.locations}),
      })),
    );
  const singles = Object.entries(singleMachines).map(([name, [cpus, gib, quotaMetric]]) => ({
    name,
    cpus,
    memoryMib: Math.round(gib * 1024),
    isSharedCpu: true,
    quotaMetric,
    withoutPersistentDisk: false,
  }));
  const accelerated = Object.entries(acceleratorMachines)
    .filter(([, [type]]) => !isOld || !accelerators[type]?.isSince2024)
    .map(([name, [type, count, cpus, gib, quotaMetric]]) => ({
      name,
      cpus,
      memoryMib: gib * 1024,
      isSharedCpu: false,
      quotaMetric,
      withoutPersistentDisk: type === 'nvidia-h200-141gb' || type === 'nvidia-b200',
      accelerator: {type, count},
      locations: machineZones[name] ?? accelerators[type]?.zones ?? [],
    }));
  return [...series, ...singles, ...accelerated];
}

/** The region a zone lies in. */
export function regionOf(zone: string): string {
  return zone.replace(/-[a-z]$/, '');
}

/** Whether a machine type is offered in a zone. */
export function isOffered(machine: MachineType, zone: string): boolean {
  return !machine.locations || machine.locations.includes(zone) || machine.locations.includes(regionOf(zone));
}

/** The catalogue of that name. */
export function createCatalogue(name: CatalogueName): Catalogue {
  const isOld = name === '2023-12';
  const regions = Object.keys(regionFacts).filter((region) => !isOld || !regionsSince2024.includes(region));
  return {
    name,
    regions,
    zones: regions.flatMap((region) => [...(regionFacts[region]?.[0] ?? '')].map((letter) => `${region}-${letter}`)),
    versions: versionFacts[name],
    machines: new Map(listMachines(isOld).map((machine) => [machine.name, machine])),
    accelerators: new Map(Object.entries(accelerators).filter(([, facts]) => !isOld || !facts.isSince2024)),
  };
}
