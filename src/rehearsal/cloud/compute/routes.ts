import type {Handler, Route, Verb} from '../http/call.js';
import {
  listOffer,
  listOfferEverywhere,
  listRegions,
  listZones,
  offers,
  readComputeProject,
  readOffer,
  readRegion,
  readZone,
} from './catalogue-methods.js';
import {awaitOperation, listOperations, listOperationsEverywhere, readOperation} from './compute-operation.js';
import {readEffectiveFirewalls} from './effective-firewalls.js';
import {resourceKinds} from './kinds.js';
import {listKind, listKindEverywhere} from './list-methods.js';
import {
  listInstanceGroupManagers,
  listInstanceGroupManagersEverywhere,
  listInstances,
  listInstancesEverywhere,
  readInstance,
  readInstanceGroupManager,
} from './node-methods.js';
import {addPeering, removePeering} from './peerings.js';
import type {ResourceKind} from './resource-kind.js';
import {deleteResource, insertResource, patchResource, readResource, writeLabels} from './resource-methods.js';
import {attachProject, detachProject, disableHost, enableHost, listAttached, readHost} from './shared-vpc.js';
import {resizeDiskMethod, setPrivateAccess} from './special-methods.js';
import {listRoutes} from './vpc-routes.js';

const service = 'compute.googleapis.com';
const root = '/compute/<v1|beta>/projects/{project}';

function route(id: string, verb: Verb, path: string, permissions: readonly string[], handler: Handler): Route {
  return {service, id: `compute.${id}`, verb, path: `${root}${path}`, permissions, handler};
}

const scopePaths = {global: '/global', regions: '/regions/{region}', zones: '/zones/{zone}'} as const;

function listKindRoutes(kind: ResourceKind): Route[] {
  const {collection} = kind;
  const inScopes = kind.scopes.flatMap((scope) => {
    const id = scope === 'global' && collection === 'addresses' ? 'globalAddresses' : collection;
    const permission = (verb: string) => `compute.${id}.${verb}`;
    const path = `${scopePaths[scope]}/${collection}`;
    const one = `${path}/{name}`;
    return [
      route(`${id}.list`, 'GET', path, [permission('list')], collection === 'routes' ? listRoutes : listKind(kind)),
      route(`${id}.get`, 'GET', one, [permission('get')], readResource(kind)),
      route(
        `${id}.insert`,
        'POST',
        path,
        [permission('create'), ...(kind.insertPermissions ?? [])],
        insertResource(kind),
      ),
      route(
        `${id}.delete`,
        'DELETE',
        one,
        [permission('delete'), ...(kind.changePermissions ?? [])],
        deleteResource(kind),
      ),
      ...(kind.merge
        ? [
            route(
              `${id}.patch`,
              'PATCH',
              one,
              [permission('update'), ...(kind.changePermissions ?? [])],
              patchResource(kind),
            ),
          ]
        : []),
      ...(kind.hasLabels
        ? [route(`${id}.setLabels`, 'POST', `${one}/setLabels`, [permission('setLabels')], writeLabels(kind))]
        : []),
    ];
  });
  const hasAggregate = kind.scopes.some((scope) => scope !== 'global');
  return [
    ...inScopes,
    ...(hasAggregate
      ? [
          route(
            `${collection}.aggregatedList`,
            'GET',
            `/aggregated/${collection}`,
            [`compute.${collection}.list`],
            listKindEverywhere(kind),
          ),
        ]
      : []),
  ];
}

function listOperationRoutes(id: string, path: string, permission: string): Route[] {
  return [
    route(`${id}.get`, 'GET', `${path}/operations/{operation}`, [`compute.${permission}.get`], readOperation),
    route(`${id}.wait`, 'POST', `${path}/operations/{operation}/wait`, [`compute.${permission}.get`], awaitOperation),
    route(`${id}.list`, 'GET', `${path}/operations`, [`compute.${permission}.list`], listOperations),
  ];
}

/** https://cloud.google.com/compute/docs/reference/rest/v1 */
export const computeRoutes: readonly Route[] = [
  route('projects.get', 'GET', '', ['compute.projects.get'], readComputeProject),
  route('zones.list', 'GET', '/zones', ['compute.zones.list'], listZones),
  route('zones.get', 'GET', '/zones/{zone}', ['compute.zones.get'], readZone),
  route('regions.list', 'GET', '/regions', ['compute.regions.list'], listRegions),
  route('regions.get', 'GET', '/regions/{region}', ['compute.regions.get'], readRegion),
  ...offers.flatMap((offer) => [
    route(
      `${offer.collection}.list`,
      'GET',
      `/zones/{zone}/${offer.collection}`,
      [`compute.${offer.collection}.list`],
      listOffer(offer),
    ),
    route(
      `${offer.collection}.get`,
      'GET',
      `/zones/{zone}/${offer.collection}/{name}`,
      [`compute.${offer.collection}.get`],
      readOffer(offer),
    ),
    route(
      `${offer.collection}.aggregatedList`,
      'GET',
      `/aggregated/${offer.collection}`,
      [`compute.${offer.collection}.list`],
      listOfferEverywhere(offer),
    ),
  ]),
  ...resourceKinds.flatMap(listKindRoutes),
  route('disks.resize', 'POST', '/zones/{zone}/disks/{name}/resize', ['compute.disks.resize'], resizeDiskMethod),
  route(
    'subnetworks.setPrivateIpGoogleAccess',
    'POST',
    '/regions/{region}/subnetworks/{name}/setPrivateIpGoogleAccess',
    ['compute.subnetworks.setPrivateIpGoogleAccess'],
    setPrivateAccess,
  ),
  route(
    'networks.addPeering',
    'POST',
    '/global/networks/{name}/addPeering',
    ['compute.networks.addPeering'],
    addPeering,
  ),
  route(
    'networks.removePeering',
    'POST',
    '/global/networks/{name}/removePeering',
    ['compute.networks.removePeering'],
    removePeering,
  ),
  route(
    'networks.getEffectiveFirewalls',
    'GET',
    '/global/networks/{name}/getEffectiveFirewalls',
    ['compute.networks.getEffectiveFirewalls'],
    readEffectiveFirewalls,
  ),
  route('projects.getXpnHost', 'GET', '/getXpnHost', ['compute.projects.get'], readHost),
  route('projects.getXpnResources', 'GET', '/getXpnResources', ['compute.projects.get'], listAttached),
  // Whoever administers a shared VPC is asked above the project, by the methods themselves.
  route('projects.enableXpnHost', 'POST', '/enableXpnHost', [], enableHost),
  route('projects.disableXpnHost', 'POST', '/disableXpnHost', [], disableHost),
  route('projects.enableXpnResource', 'POST', '/enableXpnResource', [], attachProject),
  route('projects.disableXpnResource', 'POST', '/disableXpnResource', [], detachProject),
  route('instances.list', 'GET', '/zones/{zone}/instances', ['compute.instances.list'], listInstances),
  route('instances.get', 'GET', '/zones/{zone}/instances/{name}', ['compute.instances.get'], readInstance),
  route(
    'instances.aggregatedList',
    'GET',
    '/aggregated/instances',
    ['compute.instances.list'],
    listInstancesEverywhere,
  ),
  route(
    'instanceGroupManagers.list',
    'GET',
    '/zones/{zone}/instanceGroupManagers',
    ['compute.instanceGroupManagers.list'],
    listInstanceGroupManagers,
  ),
  route(
    'instanceGroupManagers.get',
    'GET',
    '/zones/{zone}/instanceGroupManagers/{name}',
    ['compute.instanceGroupManagers.get'],
    readInstanceGroupManager,
  ),
  route(
    'instanceGroupManagers.aggregatedList',
    'GET',
    '/aggregated/instanceGroupManagers',
    ['compute.instanceGroupManagers.list'],
    listInstanceGroupManagersEverywhere,
  ),
  route(
    'globalOperations.aggregatedList',
    'GET',
    '/aggregated/operations',
    ['compute.globalOperations.list'],
    listOperationsEverywhere,
  ),
  ...listOperationRoutes('globalOperations', '/global', 'globalOperations'),
  ...listOperationRoutes('regionOperations', '/regions/{place}', 'regionOperations'),
  ...listOperationRoutes('zoneOperations', '/zones/{place}', 'zoneOperations'),
];
