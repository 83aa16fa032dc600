import {regionOf} from '../catalogue/catalogue.js';
import type {CloudContext, EffectRunner} from '../cloud-context.js';
import {drawExternalAddress, findInternalAddress} from '../compute/addresses.js';
import {formatAddress, parseRange} from '../compute/ip-range.js';
import {parseLink} from '../compute/links.js';
import type {Call, Reply} from '../http/call.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import type {Json} from '../json.js';
import {drawBetween} from '../operations/draw-between.js';
import {drawEtag, drawHexId} from '../operations/draw-id.js';
import {allocateRanges} from './allocate-ranges.js';
import {checkClusterQuota} from './check-cluster-quota.js';
import {checkNodeAccount} from './check-node-account.js';
import {checkSharedNetwork} from './check-shared-network.js';
import {createClusterFirewalls} from './cluster-firewalls.js';
import {addClusterRanges, openPrivateAccess} from './cluster-ranges.js';
import {type ClusterState, clusterPath, isZone, shownPath} from './cluster-state.js';
import {completeEndpoints} from './complete-endpoints.js';
import {finishContainerOperation, replyOperation, startContainerOperation} from './container-operation.js';
import {completePool, quotaDemandOf} from './create-pool.js';
import {declareNodes} from './declare-nodes.js';
import {selectMasterVersion} from './select-version.js';
import {settlePool} from './settle-pool.js';

const validName = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;

function checkLocation(context: CloudContext, location: string): void {
  const known = isZone(location) ? context.catalogue.zones : context.catalogue.regions;
  if (!known.includes(location)) throw new CloudRefusal(400, `Location "${location}" does not exist.`);
}

/** Zones of the nodes: those asked for, the cluster's own, or three of the region. */
function selectNodeZones(context: CloudContext, location: string, asked: readonly string[] | undefined): string[] {
  const region = isZone(location) ? regionOf(location) : location;
  const zones = context.catalogue.zones.filter((zone) => regionOf(zone) === region);
  const stray = asked?.find((zone) => !zones.includes(zone));
  if (stray)
    throw new CloudRefusal(
      400,
      `Invalid value for field "cluster.locations": zone "${stray}" is not in region "${region}".`,
    );
  if (asked?.length) return isZone(location) && !asked.includes(location) ? [location, ...asked] : [...asked];
  return isZone(location) ? [location] : zones.slice(0, 3);
}

function selectNetworks(
  context: CloudContext,
  project: string,
  location: string,
  request: Json,
): {network: string; subnetwork: string} {
  const region = isZone(location) ? regionOf(location) : location;
  const named = String(request.networkConfig?.network || request.network || 'default');
  const network = parseLink(named.includes('/') ? named : `global/networks/${named}`, project);
  if (!context.state.compute[network])
    throw new CloudRefusal(400, `Project "${project}" has no network named "${network.split('/').pop()}".`, {
      status: 'FAILED_PRECONDITION',
      reason: 'failedPrecondition',
    });
  const asked = String(request.networkConfig?.subnetwork || request.subnetwork || '');
  const fallback = context.state.compute[network]?.autoCreateSubnetworks ? network.split('/').pop() : '';
  const name = asked || fallback || '';
  if (!name)
    throw new CloudRefusal(
      400,
      `Network "${network.split('/').pop()}" requires a subnetwork to be specified in region "${region}".`,
    );
  const subnetwork = parseLink(name.includes('/') ? name : `regions/${region}/subnetworks/${name}`, project);
  if (context.state.compute[subnetwork]?.network?.endsWith(`/${network}`)) return {network, subnetwork};
  throw new CloudRefusal(
    400,
    `Subnetwork "${subnetwork.split('/').pop()}" does not exist in network "${network.split('/').pop()}" and region "${region}".`,
  );
}

function checkAuthorizedNetworks(request: Json): void {
  const blocks: Json[] = request.masterAuthorizedNetworksConfig?.cidrBlocks ?? [];
  const broken = blocks.find((block) => !parseRange(String(block.cidrBlock)));
  if (broken) throw new CloudRefusal(400, `Invalid CIDR block "${broken.cidrBlock}" in master authorized networks.`);
  if (blocks.length > 100) throw new CloudRefusal(400, 'At most 100 master authorized networks are allowed.');
}

/** The third address of the control plane's own range, or one of the nodes' subnetwork. */
function choosePrivateEndpoint(context: CloudContext, subnetwork: string, request: Json): string {
  const own = parseRange(String(request.privateClusterConfig?.masterIpv4CidrBlock ?? ''));
  if (own) return formatAddress(own.first + 2);
  return findInternalAddress(context, context.state.compute[subnetwork] ?? {}) ?? '';
}

function selectChannel(context: CloudContext, request: Json): string {
  const asked = request.releaseChannel?.channel || 'UNSPECIFIED';
  if (asked !== 'UNSPECIFIED' || request.releaseChannel) return asked;
  const regular = context.catalogue.versions.channels.REGULAR?.validVersions ?? [];
  const wanted = request.initialClusterVersion;
  return !wanted || wanted === '-' || regular.some((version) => version.startsWith(wanted)) ? 'REGULAR' : 'UNSPECIFIED';
}

function listAskedPools(request: Json): Json[] {
  if (request.nodePools?.length) return request.nodePools;
  return [
    {
      name: 'default-pool',
      initialNodeCount: request.initialNodeCount ?? 0,
      config: request.nodeConfig,
      locations: request.locations,
    },
  ];
}

/** `clusters.create`. */
export function createCluster(call: Call): Reply {
  const {context, params, body, caller} = call;
  const {project = '', location = ''} = params;
  const request = completeEndpoints(body.cluster ?? {}, body.cluster?.controlPlaneEndpointsConfig);
  const name = String(request.name ?? '');
  checkLocation(context, location);
  if (!validName.test(name) || name.length > 40) {
    throw new CloudRefusal(
      400,
      `Invalid value for field "cluster.name": "${name}". It must start with a lowercase letter followed by up to 39 lowercase letters, numbers, or hyphens, and cannot end with a hyphen.`,
    );
  }
  if (request.autopilot?.enabled)
    throw new CloudRefusal(501, 'Autopilot clusters are not served by this rehearsal.', {reason: 'notImplemented'});
  const path = clusterPath(project, location, name);
  if (context.state.clusters[path])
    throw new CloudRefusal(409, `Already exists: ${shownPath(project, location, name)}.`);
  const {network, subnetwork} = selectNetworks(context, project, location, request);
  checkSharedNetwork(context, project, network, subnetwork, request);
  checkAuthorizedNetworks(request);
  const channel = selectChannel(context, request);
  const version = selectMasterVersion(context, request.initialClusterVersion, channel);
  const {pods, services} = allocateRanges(context, network, subnetwork, request);
  const uid = drawHexId(context, 64);
  const cluster: ClusterState = {
    uid,
    projectId: project,
    location,
    name,
    // GKE names what it makes for a cluster after the beginning of its id.
    hash: uid.slice(0, 8),
    request,
    networkPath: network,
    subnetworkPath: subnetwork,
    podRange: pods,
    serviceRange: services,
    endpointIp: drawExternalAddress(context),
    privateEndpoint: choosePrivateEndpoint(context, subnetwork, request),
    version,
    initialVersion: version,
    channel,
    locations: selectNodeZones(context, location, request.locations),
    status: 'PROVISIONING',
    createdAtMs: context.clock.now(),
    etag: drawEtag(context),
    labelFingerprint: drawHexId(context, 8),
    pools: [],
  };
  const pools = listAskedPools(request).map((asked) => completePool(context, cluster, asked));
  for (const pool of pools) {
    if (pool.initialNodeCount < 1 && pools.length === 1)
      throw new CloudRefusal(400, 'Cluster.initial_node_count must be greater than zero.');
    checkNodeAccount(context, project, pool.config.serviceAccount, caller.email);
    checkClusterQuota(context, quotaDemandOf(cluster, pool, pool.initialNodeCount * pool.locations.length));
  }
  cluster.pools = pools;
  context.state.clusters[path] = cluster;
  addClusterRanges(context, cluster);
  openPrivateAccess(context, cluster);
  const delayMs = isZone(location) ? drawBetween(context, 290_000, 370_000) : drawBetween(context, 440_000, 530_000);
  return replyOperation(
    call,
    startContainerOperation(context, cluster, {
      operationType: 'CREATE_CLUSTER',
      delayMs,
      effect: {type: 'container.clusterCreated'},
    }),
  );
}

async function openControlPlane(context: CloudContext, cluster: ClusterState): Promise<void> {
  const {uid, projectId, location, name, version, podRange, serviceRange} = cluster;
  const spec = {uid, project: projectId, location, name, version, podCidr: podRange, serviceCidr: serviceRange};
  const address = await context.controlPlanes.create(spec);
  cluster.endpoint = address.endpoint;
  cluster.caCertificate = address.caCertificate;
  createClusterFirewalls(context, cluster);
}

/** Ends a creation: the control plane answers, nodes and firewall rules are there; GKE may upgrade at once. */
export const finishCluster: EffectRunner = async (context, effect) => {
  const cluster = context.state.clusters[String(effect.cluster)] as ClusterState | undefined;
  if (!cluster) return;
  if (!cluster.endpoint) await openControlPlane(context, cluster);
  const failures = cluster.pools.map((pool) => settlePool(context, effect, cluster, pool));
  await declareNodes(context, cluster);
  if (failures.includes('waiting')) return;
  const failure = failures.find((one) => one !== undefined && one !== 'waiting');
  cluster.status = failure ? 'ERROR' : 'RUNNING';
  if (failure) cluster.conditions = [{code: failure.condition, message: failure.message}];
  finishContainerOperation(context, String(effect.operation), failure);
  if (failure) return;
  if (context.traits.surpriseUpgrades) {
    context.schedule(drawBetween(context, 4_000, 12_000), {type: 'container.surpriseUpgrade', cluster: effect.cluster});
  }
};
