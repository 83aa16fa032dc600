import {selectPlannedPools} from '../../model/quota-need.js';
import {requireProject} from './is-project-to-create.js';
import type {Probe} from './probe.js';
import {selectPlanZones} from './select-plan-zones.js';

/** The plan's machine types in the plan's zones. */
export interface MachinesFact {
  /** Zones of the cluster's nodes, without those that only GPU pools go to. */
  readonly zones: readonly string[];
  /** vCPUs of each type where it is offered at all. */
  readonly cpus: Readonly<Record<string, number>>;
  /** Zones of each type, everywhere. */
  readonly places: Readonly<Record<string, readonly string[]>>;
  /** For each type and zone that lacks it: types of the same class and size that the zone has. */
  readonly alternatives: ReadonlyArray<{
    readonly type: string;
    readonly zone: string;
    readonly types: readonly string[];
  }>;
}

/** Class and size of a type, such as `-standard-16`. */
const shapeOf = (type: string) => /-[a-z]+-\d+$/.exec(type)?.[0];

/** Where the plan's machine types exist, and what is there in place of those that do not. */
export const machinesProbe: Probe<MachinesFact> = {
  id: 'machines',
  async collect({ports, config}) {
    await requireProject(ports, config);
    const project = config.project.id;
    const pools = selectPlannedPools(config);
    const types = [...new Set(pools.map(({machineType}) => machineType))];
    const [zones, ...found] = await Promise.all([
      selectPlanZones(ports, config),
      ...types.map(async (type) => ({type, places: await ports.capacity.listMachinePlaces(project, type)})),
    ]);
    const lacks = pools.flatMap(({machineType, zones: own}) => {
      const places = found.find(({type}) => type === machineType)?.places ?? [];
      const wanted = own.length > 0 ? own : zones;
      return wanted.filter((zone) => !places.some((place) => place.zone === zone)).map((zone) => [machineType, zone]);
    });
    const missing = [...new Map(lacks.map((lack) => [lack.join(), lack])).values()];
    const alternatives = await Promise.all(
      missing.map(async ([type = '', zone = '']) => {
        const shape = shapeOf(type);
        const offered = await ports.capacity.listMachineTypes(project, zone);
        const types = offered.map(({name}) => name).filter((name) => shape !== undefined && shapeOf(name) === shape);
        return {type, zone, types: types.sort()};
      }),
    );
    return {
      zones,
      cpus: Object.fromEntries(found.flatMap(({type, places}) => (places[0] ? [[type, places[0].cpus]] : []))),
      places: Object.fromEntries(found.map(({type, places}) => [type, places.map(({zone}) => zone)])),
      alternatives,
    };
  },
};
