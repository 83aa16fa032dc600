import {homedir} from 'node:os';
import {dirname, join} from 'node:path';
import {DnsResolver} from '../adapters/dns/dns-resolver.js';
import {GcpAddresses} from '../adapters/gcp/gcp-addresses.js';
import {GcpBuckets} from '../adapters/gcp/gcp-buckets.js';
import {GcpCapacity} from '../adapters/gcp/gcp-capacity.js';
import {GcpClusterUpgrades} from '../adapters/gcp/gcp-cluster-upgrades.js';
import {GcpClusters} from '../adapters/gcp/gcp-clusters.js';
import {GcpDisks} from '../adapters/gcp/gcp-disks.js';
import {GcpDnsZones} from '../adapters/gcp/gcp-dns-zones.js';
import {GcpFirewalls} from '../adapters/gcp/gcp-firewalls.js';
import {GcpIam} from '../adapters/gcp/gcp-iam.js';
import {GcpIdentity} from '../adapters/gcp/gcp-identity.js';
import {GcpNetworks} from '../adapters/gcp/gcp-networks.js';
import {GcpNodePools} from '../adapters/gcp/gcp-node-pools.js';
import {GcpOrgPolicies} from '../adapters/gcp/gcp-org-policies.js';
import {GcpPolicies} from '../adapters/gcp/gcp-policies.js';
import {GcpProjects} from '../adapters/gcp/gcp-projects.js';
import {GcpQuotas} from '../adapters/gcp/gcp-quotas.js';
import {GcpRouters} from '../adapters/gcp/gcp-routers.js';
import {GcpServices} from '../adapters/gcp/gcp-services.js';
import {GcpVulnerabilities} from '../adapters/gcp/gcp-vulnerabilities.js';
import {createKeySession, createOperatorSession, type GoogleSession} from '../adapters/gcp/google-session.js';
import {CarriedHelm} from '../adapters/helm/carried-helm.js';
import {HelmCli, type HelmProcess} from '../adapters/helm/helm-cli.js';
import {HelmSecrets} from '../adapters/helm/helm-secrets.js';
import {KeycloakAdmin} from '../adapters/keycloak/keycloak-admin.js';
import {KubeAccessReviews} from '../adapters/kube/kube-access-reviews.js';
import {KubeRest} from '../adapters/kube/kube-rest.js';
import {KubeRestRemovals} from '../adapters/kube/kube-rest-removals.js';
import {KubeRestWatches} from '../adapters/kube/kube-rest-watches.js';
import {CommandBackups} from '../adapters/local/command-backups.js';
import {EnvironmentClock} from '../adapters/local/environment-clock.js';
import {NodeCertificates} from '../adapters/local/node-certificates.js';
import {NodeFiles} from '../adapters/local/node-files.js';
import {NodeKeygen} from '../adapters/local/node-keygen.js';
import {NodeSecrets} from '../adapters/local/node-secrets.js';
import {NodeSignatures} from '../adapters/local/node-signatures.js';
import {NodeWorkstation} from '../adapters/local/node-workstation.js';
import {openRegistries} from '../adapters/oci/open-registries.js';
import {openOutside} from '../adapters/web/open-outside.js';
import {OutsideConnections} from '../adapters/web/outside-connections.js';
import {OutsideWeb} from '../adapters/web/outside-web.js';
import type {Environment} from '../model/environment.js';
import type {Helm} from '../model/ports/helm.js';
import type {HelmRecords} from '../model/ports/helm-records.js';
import type {Kube} from '../model/ports/kube.js';
import type {Ports} from '../model/ports/ports.js';
import type {Actor} from '../model/step.js';

/** What the ports of one deployment are made from. */
export interface PortsRequest {
  readonly environment: Environment;
  /** `.shakinstall/deployments/<deployment>`. */
  readonly stateDirectory: string;
  readonly configPath: string;
  /** The deployer's key file, which a step of the run may still have to write. */
  readonly keyFile: string;
}

/** The helm command line of a deployment. */
export function createHelmProcess(stateDirectory: string): HelmProcess {
  const cacheHome = join(stateDirectory, 'helm');
  return HelmCli({cacheHome, bundled: CarriedHelm([cacheDirectory(), cacheHome])});
}

/** Where what was fetched stays, for every deployment of this person. */
export const cacheDirectory = () => join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'shakinstall');

/** The session's token as an API server of GKE takes it. */
const fetchCredential = (session: GoogleSession) => async () => ({
  token: (await (await session.authClient()).getAccessToken()).token ?? '',
});

/** helm writes with its own process, and what it wrote is read beside it once no process of an earlier run writes. */
function createHelm(stateDirectory: string, kube: Kube): Helm & HelmRecords {
  const {awaitOrphan, ...helm} = createHelmProcess(stateDirectory);
  const records = HelmSecrets(kube);
  return {
    ...helm,
    ...records,
    async history(request) {
      await awaitOrphan();
      return records.history(request);
    },
  };
}

/** Real adapters for everything, once for each actor; only the credentials differ. */
export function createPorts(request: PortsRequest): Readonly<Record<Actor, Ports>> {
  const clock = EnvironmentClock(request.environment);
  const outside = openOutside(request.environment);
  const deployer = createKeySession(request.environment, clock, request.keyFile);
  const helm = createHelm(request.stateDirectory, KubeRest(fetchCredential(deployer)));
  const local = {
    helm,
    helmRecords: helm,
    backups: CommandBackups(dirname(request.configPath)),
    files: NodeFiles(),
    keygen: NodeKeygen(),
    workstation: NodeWorkstation(request.stateDirectory, request.environment),
    certificates: NodeCertificates(),
    secrets: NodeSecrets(dirname(request.configPath)),
    signatures: NodeSignatures(),
    web: OutsideWeb(outside),
    resolver: DnsResolver(request.environment),
    connections: OutsideConnections(request.environment),
    identityProviders: KeycloakAdmin(outside),
    clock,
  };
  const withSession = (session: GoogleSession): Ports => ({
    ...local,
    projects: GcpProjects(session),
    services: GcpServices(session),
    iam: GcpIam(session),
    policies: GcpPolicies(session),
    orgPolicies: GcpOrgPolicies(session),
    clusters: GcpClusters(session),
    clusterUpgrades: GcpClusterUpgrades(session),
    nodePools: GcpNodePools(session),
    networks: GcpNetworks(session),
    firewalls: GcpFirewalls(session),
    addresses: GcpAddresses(session),
    disks: GcpDisks(session),
    routers: GcpRouters(session),
    capacity: GcpCapacity(session),
    quotas: GcpQuotas(session),
    buckets: GcpBuckets(session),
    dnsZones: GcpDnsZones(session),
    kube: KubeRest(fetchCredential(session)),
    kubeRemovals: KubeRestRemovals(fetchCredential(session)),
    kubeWatches: KubeRestWatches(fetchCredential(session)),
    accessReviews: KubeAccessReviews(fetchCredential(session)),
    identity: GcpIdentity(session),
    vulnerabilities: GcpVulnerabilities(session),
    ...openRegistries(session),
  });
  return {
    operator: withSession(createOperatorSession(request.environment, clock)),
    deployer: withSession(deployer),
  };
}
