import type {Clusters} from '../../model/ports/clusters.js';
import type {Capacity} from '../../model/ports/compute.js';
import type {DnsZones} from '../../model/ports/storage-and-dns.js';
import {formatListProblem} from './format-list-problem.js';
import type {InterviewLists} from './interview-lists.js';

interface Sources {
  readonly capacity: Capacity;
  readonly clusters: Clusters;
  readonly dnsZones: DnsZones;
  /** Whether the proposed release supports a GKE version. */
  readonly isSupported: (version: string) => boolean;
  readonly releasePath: string;
}

/** What was fetched, or why it could not be. */
type Fetched<T> = {readonly value: T} | {readonly value: undefined; readonly problem: string};

/** Lists as Google gives them. What it refuses is typed instead, beside the reason. */
export function PortInterviewLists({capacity, clusters, dnsZones, isSupported, releasePath}: Sources): InterviewLists {
  let problem: string | undefined;
  const take = <T>(fetched: Fetched<T>): T | undefined => {
    if ('problem' in fetched) problem = fetched.problem;
    return fetched.value;
  };
  const listAccelerators = once((project) => attempt(() => capacity.listAccelerators(project)));
  const listZones = once((project) => attempt(() => capacity.listZones(project)));
  return {
    releasePath,
    takeProblem() {
      const taken = problem;
      problem = undefined;
      return taken;
    },
    async listRegions(project) {
      const zones = take(await listZones(project));
      return zones && [...new Set(zones.map(({region}) => region))].sort();
    },
    async listZones(project, region, machineType) {
      const [fetched, accelerators] = await Promise.all([listZones(project), listAccelerators(project)]);
      const zones = take(fetched);
      if (zones === undefined) return undefined;
      const offered = take(accelerators) ?? [];
      const offers = await Promise.all(
        zones
          .filter((zone) => zone.region === region)
          .map(async ({name}) => {
            const machines = take(await attempt(() => capacity.listMachineTypes(project, name)));
            const here = offered.filter(({zone}) => zone === name).map(({type}) => type);
            return machines?.some((machine) => machine.name === machineType) === false
              ? []
              : [{zone: name, accelerators: [...new Set(here)].filter((type) => !type.endsWith('-vws')).sort()}];
          }),
      );
      return offers.flat();
    },
    async listVersions(project, location) {
      const offer = take(await attempt(() => clusters.fetchVersions(project, location)));
      return offer?.masterVersions.filter(isSupported).sort((a, b) => b.localeCompare(a, 'en', {numeric: true}));
    },
    listDnsZones: async (project) => take(await attempt(() => dnsZones.list(project))),
  };
}

async function attempt<T>(call: () => Promise<T>): Promise<Fetched<T>> {
  try {
    return {value: await call()};
  } catch (error) {
    return {value: undefined, problem: formatListProblem(error)};
  }
}

function once<T>(fetch: (project: string) => Promise<T>): (project: string) => Promise<T> {
  const kept = new Map<string, Promise<T>>();
  return (project) => {
    const fetched = kept.get(project) ?? fetch(project);
    kept.set(project, fetched);
    return fetched;
  };
}
