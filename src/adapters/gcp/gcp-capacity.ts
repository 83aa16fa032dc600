import type {compute_v1} from '@googleapis/compute';
import type {Capacity} from '../../model/ports/compute.js';
import {collectPages} from './collect-pages.js';
import type {GoogleSession} from './google-session.js';
import {openCompute} from './open-compute.js';
import {callCloud} from './to-cloud-failure.js';

const lastOf = (link: string | null | undefined) => link?.split('/').at(-1) ?? '';

/** The first accelerator of a machine; machines carry one type. */
function selectAccelerator(
  accelerators: readonly compute_v1.Schema$AcceleratorConfig[] | undefined,
): {readonly type: string; readonly count: number} | undefined {
  const first = accelerators?.[0];
  return first === undefined
    ? undefined
    : {type: lastOf(first.acceleratorType), count: Number(first.acceleratorCount ?? 0)};
}

/** Compute Engine through its REST API. */
export function GcpCapacity(session: GoogleSession): Capacity {
  return {
    listZones: (project) =>
      callCloud('compute.zones.list', async () => {
        const client = await openCompute(session);
        const zones = await collectPages(async (page) => {
          const {data} = await client.zones.list({project, ...page});
          return {items: data.items ?? [], nextPageToken: data.nextPageToken};
        });
        return zones.map((zone) => ({name: zone.name ?? '', region: zone.region?.split('/').at(-1) ?? ''}));
      }),
    listMachineTypes: (project, zone) =>
      callCloud('compute.machineTypes.list', async () => {
        const client = await openCompute(session);
        const types = await collectPages(async (page) => {
          const {data} = await client.machineTypes.list({project, zone, ...page});
          return {items: data.items ?? [], nextPageToken: data.nextPageToken};
        });
        return types.map((type) => ({name: type.name ?? '', cpus: type.guestCpus ?? 0, memoryMib: type.memoryMb ?? 0}));
      }),
    listAccelerators: (project) =>
      callCloud('compute.acceleratorTypes.list', async () => {
        const client = await openCompute(session);
        const scopes = await collectPages(async (page) => {
          const {data} = await client.acceleratorTypes.aggregatedList({
            project,
            returnPartialSuccess: true,
            ...page,
          });
          return {items: Object.values(data.items ?? {}), nextPageToken: data.nextPageToken};
        });
        return scopes
          .flatMap((scope) => scope.acceleratorTypes ?? [])
          .map((type) => ({
            type: type.name ?? '',
            zone: type.zone?.split('/').at(-1) ?? '',
            maximumPerInstance: type.maximumCardsPerInstance ?? 0,
          }));
      }),
    listMachinePlaces: (project, machineType) =>
      callCloud('compute.machineTypes.list', async () => {
        const client = await openCompute(session);
        const scopes = await collectPages(async (page) => {
          const {data} = await client.machineTypes.aggregatedList({
            project,
            filter: `name="${machineType}"`,
            returnPartialSuccess: true,
            ...page,
          });
          return {items: Object.values(data.items ?? {}), nextPageToken: data.nextPageToken};
        });
        return scopes
          .flatMap((scope) => scope.machineTypes ?? [])
          .map((type) => ({zone: lastOf(type.zone), cpus: type.guestCpus ?? 0}));
      }),
    listReservations: (project) =>
      callCloud('compute.reservations.list', async () => {
        const client = await openCompute(session);
        const scopes = await collectPages(async (page) => {
          const {data} = await client.reservations.aggregatedList({
            project,
            returnPartialSuccess: true,
            ...page,
          });
          return {items: Object.values(data.items ?? {}), nextPageToken: data.nextPageToken};
        });
        return scopes
          .flatMap((scope) => scope.reservations ?? [])
          .filter(({status}) => status === undefined || status === null || status === 'READY')
          .map((reservation) => {
            const {count, inUseCount, instanceProperties} = reservation.specificReservation ?? {};
            return {
              name: reservation.name ?? '',
              zone: lastOf(reservation.zone),
              machineType: instanceProperties?.machineType ?? '',
              accelerator: selectAccelerator(instanceProperties?.guestAccelerators),
              count: Number(count ?? 0),
              inUse: Number(inUseCount ?? 0),
              isSpecific: reservation.specificReservationRequired === true,
            };
          });
      }),
    listInstances: (project) =>
      callCloud('compute.instances.list', async () => {
        const client = await openCompute(session);
        const scopes = await collectPages(async (page) => {
          const {data} = await client.instances.aggregatedList({
            project,
            returnPartialSuccess: true,
            ...page,
          });
          // Only what is asked for is kept of each page: an instance is a long description.
          const items = Object.values(data.items ?? {})
            .flatMap((scope) => scope.instances ?? [])
            .map((instance) => ({
              zone: lastOf(instance.zone),
              machineType: lastOf(instance.machineType),
              accelerator: selectAccelerator(instance.guestAccelerators),
              isSpot: instance.scheduling?.provisioningModel === 'SPOT' || instance.scheduling?.preemptible === true,
              cluster: instance.labels?.['goog-k8s-cluster-name'],
              clusterLocation: instance.labels?.['goog-k8s-cluster-location'],
              nodePool: instance.labels?.['goog-k8s-node-pool-name'],
            }));
          return {items, nextPageToken: data.nextPageToken};
        });
        return scopes;
      }),
  };
}
