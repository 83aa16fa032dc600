import type {Capacity} from '../../model/ports/compute.js';
import type {GoogleSession} from './google-session.js';
import {openCompute} from './open-compute.js';
import {callCloud} from './to-cloud-failure.js';

const pageSize = 500;

/** Walks all pages of a list. */
async function collectPages<T>(
  fetchPage: (pageToken: string | undefined) => Promise<{items: readonly T[]; nextPageToken: string | undefined}>,
): Promise<T[]> {
  const all: T[] = [];
  let pageToken: string | undefined;
  do {
    const page = await fetchPage(pageToken);
    all.push(...page.items);
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined && pageToken !== '');
  return all;
}

const paged = (pageToken: string | undefined) => ({
  maxResults: pageSize,
  ...(pageToken === undefined ? {} : {pageToken}),
});

export function GcpCapacity(session: GoogleSession): Capacity {
  return {
    listZones: (project) =>
      callCloud('zones.list', async () => {
        const client = await openCompute(session);
        const zones = await collectPages(async (pageToken) => {
          const {data} = await client.zones.list({project, ...paged(pageToken)});
          return {items: data.items ?? [], nextPageToken: data.nextPageToken ?? undefined};
        });
        return zones.map((zone) => ({name: zone.name ?? '', region: zone.region?.split('/').at(-1) ?? ''}));
      }),
    listMachineTypes: (project, zone) =>
      callCloud('machineTypes.list', async () => {
        const client = await openCompute(session);
        const types = await collectPages(async (pageToken) => {
          const {data} = await client.machineTypes.list({project, zone, ...paged(pageToken)});
          return {items: data.items ?? [], nextPageToken: data.nextPageToken ?? undefined};
        });
        return types.map((type) => ({name: type.name ?? '', cpus: type.guestCpus ?? 0, memoryMib: type.memoryMb ?? 0}));
      }),
    listAccelerators: (project) =>
      callCloud('acceleratorTypes.aggregatedList', async () => {
        const client = await openCompute(session);
        const scopes = await collectPages(async (pageToken) => {
          const {data} = await client.acceleratorTypes.aggregatedList({
            project,
            returnPartialSuccess: true,
            ...paged(pageToken),
          });
          return {items: Object.values(data.items ?? {}), nextPageToken: data.nextPageToken ?? undefined};
        });
        return scopes
          .flatMap((scope) => scope.acceleratorTypes ?? [])
          .map((type) => ({
            type: type.name ?? '',
            zone: type.zone?.split('/').at(-1) ?? '',
            maximumPerInstance: type.maximumCardsPerInstance ?? 0,
          }));
      }),
    listQuotas: (project, region) =>
      callCloud('regions.get', async () => {
        const client = await openCompute(session);
        const [regional, global] = await Promise.all([
          client.regions.get({project, region}),
          client.projects.get({project}),
        ]);
        return [...(regional.data.quotas ?? []), ...(global.data.quotas ?? [])].map((quota) => ({
          metric: quota.metric ?? '',
          limit: quota.limit ?? 0,
          usage: quota.usage ?? 0,
        }));
      }),
  };
}
