import type {Ports} from '../../model/ports/ports.js';

/** The questions of each port; everything else changes something and is out of a probe's reach. */
const questions: {readonly [P in keyof Ports]: ReadonlyArray<keyof Ports[P] & string>} = {
  projects: ['get', 'getBilling', 'getBillingAccount'],
  services: ['listEnabled'],
  iam: ['getServiceAccount', 'listKeys'],
  policies: ['listBindings', 'test'],
  orgPolicies: ['fetchEffective'],
  workstation: ['describeDirectory', 'listProxies', 'findLockHolder'],
  clusters: ['fetchVersions', 'get', 'operations'],
  nodePools: [],
  networks: ['get', 'listSubnetworks', 'listRuleLayers', 'listRoutes', 'listNats', 'findHost'],
  firewalls: ['get', 'fetchSubnetRange'],
  addresses: ['get'],
  disks: ['get', 'find'],
  routers: ['get'],
  capacity: [
    'listZones',
    'listMachineTypes',
    'listMachinePlaces',
    'listAccelerators',
    'listReservations',
    'listInstances',
  ],
  quotas: ['listRegional', 'listGlobal', 'listEverywhere', 'listFamilies'],
  buckets: ['get'],
  dnsZones: ['list', 'listRecords'],
  clusterUpgrades: [],
  helmRecords: ['fetchManifest', 'fetchHooks'],
  backups: ['fetchLatest'],
  kube: ['fetchVersion', 'get', 'list', 'scan', 'fetchLog', 'apply'],
  kubeRemovals: [],
  kubeWatches: [],
  accessReviews: ['isAllowed'],
  helm: ['find', 'history', 'template'],
  files: ['read', 'stat', 'list', 'digest'],
  keygen: ['derivePublicKey'],
  secrets: ['resolve'],
  certificates: ['readChain'],
  web: ['resolveAddresses', 'probe'],
  resolver: ['ask', 'listPublicServers'],
  connections: ['tryPort', 'inspectTls'],
  identityProviders: ['get', 'holdsSecret'],
  identity: ['describe', 'tryKey'],
  images: ['readManifest', 'openBlob'],
  referrers: ['list'],
  signatures: ['findKeyProblem', 'isBy'],
  vulnerabilities: ['listScans'],
  clock: ['now', 'patience', 'toReal', 'sleep'],
};

/** Clocks and whether anybody answers differ each time, a visitor wants to see the objects himself, a stream is read once. */
const unremembered = new Set<string>([
  'clock.now',
  'clock.toReal',
  'clock.sleep',
  'kube.fetchVersion',
  'kube.scan',
  'images.openBlob',
]);

type Method = (...args: readonly unknown[]) => unknown;

/** A question about an object that is a write unless it says that it is a rehearsal of one. */
const isWrite = (name: string, args: readonly unknown[]) =>
  name === 'apply' && (args[2] as {readonly isDryRun?: boolean} | undefined)?.isDryRun !== true;

function createReadOnlyPort(port: object, path: string, names: readonly string[]): object {
  const answers = new Map<string, unknown>();
  return new Proxy(port, {
    get(target, name) {
      if (typeof name !== 'string' || !(name in target)) return undefined;
      const member = (target as Readonly<Record<string, unknown>>)[name];
      if (!names.includes(name)) throw new Error(`a probe may not use ${path}.${name}: it changes something`);
      // A group of further questions, such as `clusters.operations`.
      if (typeof member === 'object' && member !== null)
        return createReadOnlyPort(member, `${path}.${name}`, Object.keys(member));
      if (typeof member !== 'function') return member;
      return (...args: readonly unknown[]) => {
        if (isWrite(name, args)) throw new Error(`a probe may not use ${path}.${name} without isDryRun`);
        if (unremembered.has(`${path}.${name}`)) return (member as Method).apply(target, [...args]);
        const key = `${name}${JSON.stringify(args)}`;
        if (!answers.has(key)) answers.set(key, (member as Method).apply(target, [...args]));
        return answers.get(key);
      };
    },
  });
}

/**
 * Ports that cannot change anything and ask each distinct question once: probes that need the same answer
 * share it, refusals included. A probe that tries to write is a fault of this program and fails at once.
 */
export function createReadOnlyPorts(ports: Ports): Ports {
  const entries = Object.entries(questions).map(([name, names]) => [
    name,
    createReadOnlyPort(ports[name as keyof Ports], name, names),
  ]);
  return Object.fromEntries(entries) as Ports;
}
