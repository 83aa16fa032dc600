import type {Clusters} from '../../model/ports/clusters.js';
import type {Capacity} from '../../model/ports/compute.js';
import type {DnsZones} from '../../model/ports/storage-and-dns.js';
import type {InterviewLists} from './interview-lists.js';

interface Sources {
  readonly capacity: Capacity;
  readonly clusters: Clusters;
  readonly dnsZones: DnsZones;
  /** Whether the proposed release supports a GKE version. */
  readonly isSupported: (version: string) => boolean;
  readonly releasePath: string;
}

/** Lists as Google gives them. What it refuses is typed instead: the preflight will say why it refused. */
export function PortInterviewLists({capacity, clusters, dnsZones, isSupported, releasePath}: Sources): InterviewLists {
  const listAccelerators = once((project) => attempt(() => capacity.listAccelerators(project)));
  const listZones = once((project) => attempt(() => capacity.listZones(project)));
  return {
    releasePath,
    async listRegions(project) {
      const zones = await listZones(project);
      return zones && [...new Set(zones.map(({region}) => region))].sort();
    },
    async listZones(project, region, machineType) {
      const [zones, accelerators] = await Promise.all([listZones(project), listAccelerators(project)]);
      if (zones === undefined) return undefined;
      const offers = await Promise.all(
        zones
          .filter((zone) => zone.region === region)
          .map(async ({name}) => {
            const machines = await attempt(() => capacity.listMachineTypes(project, name));
            const here = (accelerators ?? []).filter(({zone}) => zone === name).map(({type}) => type);
            return machines?.some((machine) => machine.name === machineType) === false
              ? []
              : [{zone: name, accelerators: [...new Set(here)].filter((type) => !type.endsWith('-vws')).sort()}];
          }),
      );
      return offers.flat();
    },
    async listVersions(project, location) {
      const offer = await attempt(() => clusters.fetchVersions(project, location));
      return offer?.masterVersions.filter(isSupported).sort((a, b) => b.localeCompare(a, 'en', {numeric: true}));
    },
    listDnsZones: (project) => attempt(() => dnsZones.list(project)),
  };
}

async function attempt<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch {
    return undefined;
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
