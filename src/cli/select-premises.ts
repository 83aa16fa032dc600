import {type Cidr, formatCidr, isOverlapping, parseCidr} from '../model/cidr.js';
import {selectClusterRef} from '../model/cluster-ref.js';
import type {InstallConfig} from '../model/install-config.js';
import {selectRegion} from '../model/location.js';
import {formatNetwork, formatSubnetwork, isSharedNetwork, selectNetworkProject} from '../model/network-place.js';

/** Where a subnetwork may lie that the configuration names and does not describe, and its secondary ranges. */
const roomForNodes = ['10.200.0.0/20', '10.128.0.0/20', '172.24.0.0/20', '192.168.0.0/20'];
const roomForPods = ['10.64.0.0/14', '10.132.0.0/14', '10.204.0.0/14', '172.20.0.0/14'];
const roomForServices = ['10.201.0.0/20', '10.127.0.0/20', '172.25.0.0/20', '192.168.64.0/20'];

/** Where somebody works who reaches a private control plane. */
const insideNetwork = {cidr: '10.0.0.2/32'};

/** Room for the platform on a cluster that stands before it. */
const standingPool = {machineType: 'n2-standard-16', nodes: 4};

/** Ranges that do not meet those of the configuration, nor each other. */
function selectRoom({cluster}: InstallConfig): {nodes: string; pods: string; services: string} {
  const {podCidr, serviceCidr, private: isolation, authorizedNetworks} = cluster;
  const taken: Cidr[] = [
    podCidr,
    serviceCidr,
    isolation?.controlPlaneCidr,
    ...authorizedNetworks.map(({cidr}) => cidr),
  ].flatMap((text) => (text === undefined ? [] : (parseCidr(text) ?? [])));
  const take = (candidates: readonly string[]): string => {
    const ranges = candidates.flatMap((text) => parseCidr(text) ?? []);
    const free = ranges.find((range) => !taken.some((other) => isOverlapping(range, other))) ?? ranges[0];
    if (free === undefined) throw new Error('no range to choose from');
    taken.push(free);
    return formatCidr(free);
  };
  return {nodes: take(roomForNodes), pods: take(roomForPods), services: take(roomForServices)};
}

/** The zone's domain as the configuration says, or the one above the platform's. */
function selectZoneDomain({fqdn, zoneDnsName}: InstallConfig['domain']): string {
  const domain = zoneDnsName ?? fqdn.slice(fqdn.indexOf('.') + 1);
  return `${domain.replace(/\.$/, '')}.`;
}

function selectNetworks(config: InstallConfig): readonly object[] {
  const {network, subnetwork, podRange, serviceRange} = config.cluster;
  const project = selectNetworkProject(config);
  const isShared = isSharedNetwork(config);
  // A project that is made by the plan has the network `default` and no other.
  if (!isShared && (network === 'default' || config.project.mode === 'create')) return [];
  const room = selectRoom(config);
  const secondaryRanges = [
    ...(podRange === undefined ? [] : [{name: podRange, range: room.pods}]),
    ...(serviceRange === undefined ? [] : [{name: serviceRange, range: room.services}]),
  ];
  return [
    {
      project,
      name: network,
      ...(isShared ? {sharedWith: config.project.id} : {}),
      subnetwork: {
        name: subnetwork ?? network,
        region: selectRegion(config.location),
        range: room.nodes,
        secondaryRanges,
      },
    },
  ];
}

function selectClusters(config: InstallConfig): readonly object[] {
  const {mode, version, subnetwork, podRange, serviceRange, network} = config.cluster;
  if (mode !== 'existing') return [];
  const own = network === 'default' ? undefined : (subnetwork ?? network);
  return [
    {
      ...selectClusterRef(config),
      ...(version === undefined ? {} : {version}),
      network: formatNetwork(config),
      ...(own === undefined ? {} : {subnetwork: formatSubnetwork(config, own)}),
      ...(podRange === undefined ? {} : {podRange}),
      ...(serviceRange === undefined ? {} : {serviceRange}),
      ...standingPool,
    },
  ];
}

/** An address that the planned control plane answers; undefined where it answers everybody. */
function selectOperatorAddress({cluster}: InstallConfig): string | undefined {
  const {authorizedNetworks, private: isolation} = cluster;
  const networks = isolation?.endpoint === true ? [...authorizedNetworks, insideNetwork] : authorizedNetworks;
  const [network] = networks;
  const range = network === undefined ? undefined : parseCidr(network.cidr);
  if (range === undefined) return undefined;
  const first = range.prefix < 31 ? range.first + 1 : range.first;
  return formatCidr({first, prefix: 32}).replace('/32', '');
}

/**
 * What a configuration takes for granted, in the rehearsal's words: organization, folder, billing account, projects that
 * exist, the DNS zone, the mail domain, networks, a cluster that stands. What the plan makes is left to the plan.
 */
export function selectPremises(config: InstallConfig): object {
  const {project, domain, tls} = config;
  const {organization, folder, billingAccount} = project;
  const parent =
    folder !== undefined
      ? `folders/${folder}`
      : organization === undefined
        ? undefined
        : `organizations/${organization}`;
  const operatorAddress = selectOperatorAddress(config);
  const zoneProject = domain.zoneProject ?? project.id;
  const standing = new Set([
    ...(project.mode === 'existing' ? [project.id] : []),
    ...(zoneProject === project.id ? [] : [zoneProject]),
    ...(isSharedNetwork(config) ? [selectNetworkProject(config)] : []),
  ]);
  return {
    organizations: organization === undefined ? [] : [organization],
    folders: folder === undefined ? [] : [folder],
    billingAccounts: billingAccount === undefined ? [] : [billingAccount],
    projects: [...standing].map((projectId) => ({
      projectId,
      ...(parent === undefined ? {} : {parent}),
      ...(billingAccount === undefined ? {} : {billingAccount}),
    })),
    dnsZones: [{project: zoneProject, name: domain.zone, dnsName: selectZoneDomain(domain)}],
    mailDomains: tls.mode === 'lets-encrypt' ? [tls.email.slice(tls.email.lastIndexOf('@') + 1).toLowerCase()] : [],
    networks: selectNetworks(config),
    clusters: selectClusters(config),
    ...(operatorAddress === undefined ? {} : {operatorAddress}),
  };
}
