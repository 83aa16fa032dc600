import type {AccessReviews} from './access-reviews.js';
import type {Certificates} from './certificates.js';
import type {Clusters, NodePools} from './clusters.js';
import type {Addresses, Capacity, Disks, Firewalls, Routers} from './compute.js';
import type {Connections} from './connections.js';
import type {Helm} from './helm.js';
import type {Iam} from './iam.js';
import type {IdentityProviders} from './identity-providers.js';
import type {ImageStore} from './image-store.js';
import type {Kube, KubeRemovals} from './kube.js';
import type {Clock, Files, Identity, Keygen, Secrets, Web} from './local.js';
import type {Networks} from './networks.js';
import type {OrgPolicies} from './org-policies.js';
import type {Policies} from './policies.js';
import type {Projects} from './projects.js';
import type {Quotas} from './quotas.js';
import type {Resolver} from './resolver.js';
import type {Services} from './services.js';
import type {Buckets, DnsZones} from './storage-and-dns.js';
import type {Workstation} from './workstation.js';

/** Everything outside the pure core, by capability. One set for each actor: they differ in credentials only. */
export interface Ports {
  readonly projects: Projects;
  readonly services: Services;
  readonly iam: Iam;
  readonly policies: Policies;
  readonly orgPolicies: OrgPolicies;
  readonly workstation: Workstation;
  readonly clusters: Clusters;
  readonly nodePools: NodePools;
  readonly networks: Networks;
  readonly firewalls: Firewalls;
  readonly addresses: Addresses;
  readonly disks: Disks;
  readonly routers: Routers;
  readonly capacity: Capacity;
  readonly quotas: Quotas;
  readonly buckets: Buckets;
  readonly dnsZones: DnsZones;
  readonly kube: Kube;
  readonly kubeRemovals: KubeRemovals;
  readonly accessReviews: AccessReviews;
  readonly helm: Helm;
  readonly files: Files;
  readonly keygen: Keygen;
  readonly secrets: Secrets;
  readonly certificates: Certificates;
  readonly web: Web;
  readonly resolver: Resolver;
  readonly connections: Connections;
  readonly identityProviders: IdentityProviders;
  readonly identity: Identity;
  /** Images in the registries that their names say. */
  readonly images: ImageStore;
  readonly clock: Clock;
}
