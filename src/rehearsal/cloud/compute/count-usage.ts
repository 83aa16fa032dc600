import {regionOf} from '../catalogue/catalogue.js';
import type {CloudContext} from '../cloud-context.js';
import {listNodeDemands} from '../container/list-node-demands.js';
import type {Json} from '../json.js';
import {lastSegment} from './links.js';
import {countReserved} from './reservations.js';

/** Resources of one collection of a project, with their paths. */
export function listResources(
  context: CloudContext,
  project: string,
  collection: string,
): Array<[path: string, resource: Json]> {
  const pattern = new RegExp(`^projects/${project}/(global|regions/[^/]+|zones/[^/]+)/${collection}/[^/]+$`);
  return Object.entries(context.state.compute).filter(([path]) => pattern.test(path));
}

function placeOf(path: string): string | undefined {
  const [, , kind, place] = path.split('/');
  return kind === 'zones' ? regionOf(place ?? '') : kind === 'regions' ? place : undefined;
}

function sumOver(
  context: CloudContext,
  project: string,
  region: string | undefined,
  collection: string,
  weigh: (resource: Json) => number,
): number {
  return listResources(context, project, collection)
    .filter(([path]) => region === placeOf(path))
    .reduce((sum, [, resource]) => sum + weigh(resource), 0);
}

const globalCollections: Readonly<Record<string, string>> = {
  NETWORKS: 'networks',
  FIREWALLS: 'firewalls',
  SUBNETWORKS: 'subnetworks',
  ROUTERS: 'routers',
  ROUTES: 'routes',
  FORWARDING_RULES: 'forwardingRules',
};

function isExternal(resource: Json): boolean {
  return resource.addressType !== 'INTERNAL';
}

/** How much of a quota metric a project uses in a region, or project-wide where `region` is left out. */
export function countUsage(context: CloudContext, project: string, region: string | undefined, metric: string): number {
  const collection = region ? undefined : globalCollections[metric];
  if (collection) return listResources(context, project, collection).length;
  const nodes = listNodeDemands(context, project, region).reduce(
    (sum, demand) => sum + (demand.amounts[metric] ?? 0),
    countReserved(context, project, region, metric),
  );
  switch (metric) {
    case 'STATIC_ADDRESSES':
      return sumOver(context, project, region, 'addresses', (address) => (isExternal(address) ? 1 : 0));
    case 'IN_USE_ADDRESSES':
      return (
        nodes +
        sumOver(context, project, region, 'forwardingRules', (rule) =>
          rule.loadBalancingScheme === 'EXTERNAL' ? 1 : 0,
        )
      );
    case 'SSD_TOTAL_GB':
      return (
        nodes +
        sumOver(context, project, region, 'disks', (disk) =>
          lastSegment(disk.type) === 'pd-standard' ? 0 : Number(disk.sizeGb),
        )
      );
    case 'DISKS_TOTAL_GB':
      return (
        nodes +
        sumOver(context, project, region, 'disks', (disk) =>
          lastSegment(disk.type) === 'pd-standard' ? Number(disk.sizeGb) : 0,
        )
      );
    default:
      return nodes;
  }
}
