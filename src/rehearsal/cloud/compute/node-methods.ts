import {groupName} from '../container/apply-pool-size.js';
import {nodeTag} from '../container/cluster-firewalls.js';
import {type ClusterState, listClusterStates, type NodeState, type PoolState} from '../container/cluster-state.js';
import type {Call, Reply} from '../http/call.js';
import {reply} from '../http/call.js';
import type {Json} from '../json.js';
import {formatPacificTime} from '../operations/format-time.js';
import {refuseMissing} from './compute-refusals.js';
import {formatLink} from './links.js';
import {formatAggregatedList, formatList} from './list-methods.js';
import {checkPlace} from './resource-methods.js';

function idOf(name: string): string {
  return [...name]
    .reduce((hash, letter) => (hash * 131n + BigInt(letter.charCodeAt(0))) % 8_999_999_999_999_999_999n, 7n)
    .toString()
    .padStart(19, '1');
}

/** https://cloud.google.com/compute/docs/reference/rest/v1/instances of a cluster's node */
function formatInstance(cluster: ClusterState, pool: PoolState, node: NodeState): Json {
  const zone = `projects/${cluster.projectId}/zones/${node.zone}`;
  const access = node.externalIp && {
    accessConfigs: [
      {
        kind: 'compute#accessConfig',
        type: 'ONE_TO_ONE_NAT',
        name: 'external-nat',
        natIP: node.externalIp,
        networkTier: 'PREMIUM',
      },
    ],
  };
  return {
    kind: 'compute#instance',
    id: idOf(node.name),
    creationTimestamp: formatPacificTime(cluster.createdAtMs),
    name: node.name,
    tags: {items: [nodeTag(cluster)], fingerprint: 'AAAAAAAAAAA='},
    machineType: formatLink(`${zone}/machineTypes/${pool.config.machineType}`),
    status: 'RUNNING',
    scheduling: {
      onHostMaintenance: pool.config.accelerators || pool.config.spot ? 'TERMINATE' : 'MIGRATE',
      automaticRestart: !pool.config.spot,
      preemptible: Boolean(pool.config.spot || pool.config.preemptible),
      provisioningModel: pool.config.spot ? 'SPOT' : 'STANDARD',
    },
    zone: formatLink(zone),
    canIpForward: true,
    networkInterfaces: [
      {
        kind: 'compute#networkInterface',
        name: 'nic0',
        network: formatLink(cluster.networkPath),
        subnetwork: formatLink(cluster.subnetworkPath),
        networkIP: node.internalIp,
        ...access,
        aliasIpRanges: [{ipCidrRange: node.podCidr}],
      },
    ],
    disks: [
      {
        kind: 'compute#attachedDisk',
        type: 'PERSISTENT',
        mode: 'READ_WRITE',
        boot: true,
        deviceName: 'persistent-disk-0',
        diskSizeGb: String(pool.config.diskSizeGb),
      },
    ],
    labels: {
      'goog-gke-node': '',
      'goog-k8s-cluster-location': cluster.location,
      'goog-k8s-cluster-name': cluster.name,
      'goog-k8s-node-pool-name': pool.name,
    },
    selfLink: formatLink(`${zone}/instances/${node.name}`),
    ...(pool.config.accelerators && {
      guestAccelerators: pool.config.accelerators.map((one: Json) => ({
        acceleratorType: formatLink(`${zone}/acceleratorTypes/${one.acceleratorType}`),
        acceleratorCount: Number(one.acceleratorCount),
      })),
    }),
  };
}

/** https://cloud.google.com/compute/docs/reference/rest/v1/instanceGroupManagers of a node pool in one zone */
function formatGroup(cluster: ClusterState, pool: PoolState, zone: string): Json {
  const project = `projects/${cluster.projectId}`;
  const base = `${groupName(cluster, pool)}-${pool.hash}`;
  const size = pool.nodes.filter((node) => node.zone === zone).length;
  return {
    kind: 'compute#instanceGroupManager',
    id: idOf(`${base}-${zone}`),
    creationTimestamp: formatPacificTime(cluster.createdAtMs),
    name: `${base}-grp`,
    zone: formatLink(`${project}/zones/${zone}`),
    instanceTemplate: formatLink(`${project}/global/instanceTemplates/${base}`),
    instanceGroup: formatLink(`${project}/zones/${zone}/instanceGroups/${base}-grp`),
    baseInstanceName: base,
    fingerprint: 'AAAAAAAAAAA=',
    currentActions: {none: size},
    status: {isStable: true},
    targetSize: pool.sizes[zone] ?? size,
    selfLink: formatLink(`${project}/zones/${zone}/instanceGroupManagers/${base}-grp`),
    updatePolicy: {
      type: 'OPPORTUNISTIC',
      minimalAction: 'REPLACE',
      maxSurge: {fixed: 1},
      maxUnavailable: {fixed: 1},
      replacementMethod: 'SUBSTITUTE',
    },
    instanceLifecyclePolicy: {defaultActionOnFailure: 'REPAIR', forceUpdateOnRepair: 'YES'},
  };
}

function listPoolsOf(call: Call): Array<{cluster: ClusterState; pool: PoolState}> {
  return listClusterStates(call.context)
    .filter((cluster) => cluster.projectId === call.params.project)
    .flatMap((cluster) => cluster.pools.map((pool) => ({cluster, pool})));
}

function listInstancesOf(call: Call): Array<{zone: string; instance: Json}> {
  return listPoolsOf(call).flatMap(({cluster, pool}) =>
    pool.nodes.map((node) => ({zone: node.zone, instance: formatInstance(cluster, pool, node)})),
  );
}

export function listInstances(call: Call): Reply {
  const {project, zone = ''} = call.params;
  checkPlace(call.context, `zones/${zone}`);
  const own = listInstancesOf(call).filter((one) => one.zone === zone);
  return formatList(
    call,
    'compute#instance',
    `projects/${project}/zones/${zone}/instances`,
    own.map(({instance}) => instance),
  );
}

export function listInstancesEverywhere(call: Call): Reply {
  const scopes = call.context.catalogue.zones.map((zone) => `zones/${zone}`);
  return formatAggregatedList(
    call,
    'compute#instance',
    'instances',
    listInstancesOf(call).map(({zone, instance}) => [`zones/${zone}`, instance] as const),
    scopes,
  );
}

export function readInstance(call: Call): Reply {
  const {project, zone, name} = call.params;
  const found = listInstancesOf(call).find((one) => one.zone === zone && one.instance.name === name);
  if (!found) throw refuseMissing(`projects/${project}/zones/${zone}/instances/${name}`);
  return reply(found.instance);
}

function listGroupsOf(call: Call): Json[] {
  const {zone = ''} = call.params;
  return listPoolsOf(call)
    .filter(({pool}) => pool.locations.includes(zone))
    .map(({cluster, pool}) => formatGroup(cluster, pool, zone));
}

export function listInstanceGroupManagers(call: Call): Reply {
  const {project, zone = ''} = call.params;
  checkPlace(call.context, `zones/${zone}`);
  return formatList(
    call,
    'compute#instanceGroupManager',
    `projects/${project}/zones/${zone}/instanceGroupManagers`,
    listGroupsOf(call),
  );
}

export function listInstanceGroupManagersEverywhere(call: Call): Reply {
  const all = listPoolsOf(call).flatMap(({cluster, pool}) =>
    pool.locations.map((zone) => [`zones/${zone}`, formatGroup(cluster, pool, zone)] as const),
  );
  const scopes = call.context.catalogue.zones.map((zone) => `zones/${zone}`);
  return formatAggregatedList(call, 'compute#instanceGroupManager', 'instanceGroupManagers', all, scopes);
}

export function readInstanceGroupManager(call: Call): Reply {
  const {project, zone, name} = call.params;
  const found = listGroupsOf(call).find((group) => group.name === name);
  if (!found) throw refuseMissing(`projects/${project}/zones/${zone}/instanceGroupManagers/${name}`);
  return reply(found);
}
