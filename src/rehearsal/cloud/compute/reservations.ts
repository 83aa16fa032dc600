import {regionOf} from '../catalogue/catalogue.js';
import type {CloudContext} from '../cloud-context.js';
import {listClusterStates} from '../container/cluster-state.js';
import {demandOfNode, isMachineOffered} from '../container/list-node-demands.js';
import type {Json} from '../json.js';
import {checkQuota} from './check-quota.js';
import {refuseValue} from './compute-refusals.js';
import {listResources} from './count-usage.js';
import {formatLink, lastSegment} from './links.js';
import type {ResourceKind} from './resource-kind.js';

/** What one machine of a reservation takes of the limits: its vCPUs and GPUs; disks and addresses come with the machine. */
function selectAmounts(context: CloudContext, reservation: Json, isGlobal: boolean): Array<[string, number]> {
  const {instanceProperties = {}} = reservation.specificReservation ?? {};
  const config = {machineType: instanceProperties.machineType, accelerators: instanceProperties.guestAccelerators};
  return Object.entries(demandOfNode(context, config, false, isGlobal)).filter(([metric]) =>
    /CPUS|GPU|_FAMILY/.test(metric),
  );
}

/** Machines of a reservation that nodes have taken: those of its zone and type, spot machines never. */
function countTaken(context: CloudContext, path: string, reservation: Json): number {
  if (reservation.specificReservationRequired) return 0;
  const [, project, , zone] = path.split('/');
  const {count, instanceProperties = {}} = reservation.specificReservation ?? {};
  const taken = listClusterStates(context)
    .filter(({projectId}) => projectId === project)
    .flatMap(({pools}) => pools)
    .filter(({config}) => config.machineType === instanceProperties.machineType && !config.spot)
    .reduce((sum, {nodes}) => sum + nodes.filter((node) => node.zone === zone).length, 0);
  return Math.min(Number(count), taken);
}

/** How much of a metric stands reserved and unused: it counts as used. https://cloud.google.com/compute/docs/instances/reservations-overview#quota */
export function countReserved(
  context: CloudContext,
  project: string,
  region: string | undefined,
  metric: string,
): number {
  return listResources(context, project, 'reservations')
    .filter(([path]) => region === undefined || regionOf(path.split('/')[3] ?? '') === region)
    .reduce((sum, [path, reservation]) => {
      const amount = new Map(selectAmounts(context, reservation, region === undefined)).get(metric) ?? 0;
      const free = Number(reservation.specificReservation?.count ?? 0) - countTaken(context, path, reservation);
      return sum + amount * free;
    }, 0);
}

/** https://cloud.google.com/compute/docs/reference/rest/v1/reservations */
export const reservationKind: ResourceKind = {
  collection: 'reservations',
  singular: 'reservation',
  kind: 'compute#reservation',
  scopes: ['zones'],
  insertMs: [4_000, 9_000],
  complete({context, project, place}, body) {
    const {count, instanceProperties = {}} = body.specificReservation ?? {};
    const machineType = lastSegment(String(instanceProperties.machineType ?? ''));
    if (!isMachineOffered(context, machineType, place))
      throw refuseValue(
        'resource.specificReservation.instanceProperties.machineType',
        machineType,
        `The machine type does not exist in zone '${place}'.`,
      );
    if (!(Number(count) >= 1))
      throw refuseValue('resource.specificReservation.count', count, 'Must be greater than or equal to 1.');
    const accelerators: Json[] = (instanceProperties.guestAccelerators ?? []).map((one: Json) => ({
      ...one,
      acceleratorType: lastSegment(String(one.acceleratorType)),
    }));
    const specificReservation = {
      count: String(count),
      assuredCount: String(count),
      inUseCount: '0',
      instanceProperties: {
        ...instanceProperties,
        machineType,
        ...(accelerators.length > 0 && {guestAccelerators: accelerators}),
      },
    };
    for (const region of [regionOf(place), undefined])
      for (const [metric, amount] of selectAmounts(context, {specificReservation}, region === undefined))
        if (!metric.includes('_FAMILY:')) checkQuota(context, project, region, metric, amount * Number(count));
    return {
      specificReservation,
      specificReservationRequired: body.specificReservationRequired ?? false,
      status: 'CREATING',
      zone: formatLink(`projects/${project}/zones/${place}`),
    };
  },
  settled: {status: 'READY'},
  format(context, path, reservation) {
    const inUseCount = String(countTaken(context, path, reservation));
    return {...reservation, specificReservation: {...reservation.specificReservation, inUseCount}};
  },
};
