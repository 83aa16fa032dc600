import {selectClusterRef} from '../../src/model/cluster-ref.js';
import type {WorldSeed} from '../../src/rehearsal/cloud/seed-world.js';
import {usualNames} from '../../src/rehearsal/world/usual-seed.js';
import type {Preparation, WorldDefinition} from './world-definition.js';

const {organization, billingAccount, operator, dnsProject, dnsZone, dnsName} = usualNames;
const projectId = 'acme-shakudo';
const hostProject = 'acme-network';

/** APIs that the plan uses; a project that was worked in has them. */
const usedServices = [
  'cloudresourcemanager.googleapis.com',
  'compute.googleapis.com',
  'container.googleapis.com',
  'dns.googleapis.com',
  'iam.googleapis.com',
  'iamcredentials.googleapis.com',
  'serviceusage.googleapis.com',
  'storage.googleapis.com',
  'cloudquotas.googleapis.com',
  'orgpolicy.googleapis.com',
  'artifactregistry.googleapis.com',
];

/** Roles that let somebody carry out every step in an existing project, without owning it. */
const operatorRoles = [
  'roles/container.admin',
  'roles/compute.admin',
  'roles/iam.serviceAccountAdmin',
  'roles/iam.serviceAccountKeyAdmin',
  'roles/iam.serviceAccountUser',
  'roles/resourcemanager.projectIamAdmin',
  'roles/serviceusage.serviceUsageAdmin',
  'roles/storage.admin',
  'roles/dns.admin',
  'roles/cloudquotas.viewer',
  'roles/artifactregistry.reader',
];

/** The role set that the runbook asks for in step 4. */
const runbookRoles = [
  'roles/container.clusterAdmin',
  'roles/compute.networkAdmin',
  'roles/iam.serviceAccountUser',
  'roles/storage.objectViewer',
  'roles/dns.admin',
];

function createSeed(options: {
  readonly token: string;
  readonly services?: readonly string[];
  readonly roles?: readonly string[];
  readonly dnsRoles?: readonly string[];
  /** Roles on a project of its own for the network; without any there is none. */
  readonly hostRoles?: readonly string[];
  readonly quotas?: WorldSeed['quotas'];
}): WorldSeed {
  const {
    token,
    services = usedServices,
    roles = operatorRoles,
    dnsRoles = ['roles/dns.admin', 'roles/resourcemanager.projectIamAdmin'],
    hostRoles = [],
    quotas,
  } = options;
  const grant = (resource: string) => (role: string) => ({resource, role});
  return {
    organizations: [{id: organization, displayName: 'rehearsal.example'}],
    billingAccounts: [{id: billingAccount, displayName: 'Rehearsal'}],
    users: [
      {
        email: operator,
        token,
        grants: [
          ...roles.map(grant(`projects/${projectId}`)),
          ...dnsRoles.map(grant(`projects/${dnsProject}`)),
          ...hostRoles.map(grant(`projects/${hostProject}`)),
          ...(hostRoles.length === 0 ? [] : ['roles/compute.admin'].map(grant(`organizations/${organization}`))),
          {resource: `organizations/${organization}`, role: 'roles/browser'},
          // Nothing smaller than an organization can be given it on.
          {resource: `organizations/${organization}`, role: 'roles/orgpolicy.policyViewer'},
          {resource: `billingAccounts/${billingAccount}`, role: 'roles/billing.viewer'},
        ],
      },
    ],
    projects: [
      {
        projectId,
        parent: `organizations/${organization}`,
        billingAccount,
        services,
        owners: ['owner@rehearsal.example'],
      },
      ...(hostRoles.length === 0
        ? []
        : [
            {
              projectId: hostProject,
              parent: `organizations/${organization}`,
              billingAccount,
              services: ['compute.googleapis.com', 'container.googleapis.com'],
              owners: ['owner@rehearsal.example'],
            },
          ]),
      {
        projectId: dnsProject,
        parent: `organizations/${organization}`,
        billingAccount,
        services: ['dns.googleapis.com'],
        owners: ['owner@rehearsal.example'],
        dnsZones: [{name: dnsZone, dnsName}],
      },
    ],
    ...(quotas === undefined ? {} : {quotas}),
  };
}

const createConfig = (cluster = 'name: shakudo', location = 'northamerica-northeast1-c') => `
apiVersion: shakinstall.dev/v1
kind: Installation
deployment: acme
project:
  mode: existing
  id: ${projectId}
location: ${location}
cluster:
  ${cluster.trim().replace(/\n/g, '\n  ')}
nodePools:
  - name: hyperplane-pool
    machineType: n2-standard-16
    nodes: 4
    autoscaling: {min: 2, max: 6}
gpuPools:
  - name: gpu-pool
    accelerator: nvidia-tesla-t4
    count: 1
    machineType: n1-standard-8
    zones: [northamerica-northeast1-c]
    autoscaling: {min: 0, max: 2}
disks:
  conda: {zone: northamerica-northeast1-c}
  llm: {zone: northamerica-northeast1-c}
bucket:
  name: acme-shakudo-jobs
domain:
  fqdn: platform.rehearsal.example
  zone: ${dnsZone}
  zoneProject: ${dnsProject}
tls:
  mode: lets-encrypt
  email: platform@rehearsal.example
release:
  path: ../platform
`;

/** A network with one subnetwork, as somebody else made it before. */
async function createNetwork({call}: Preparation): Promise<void> {
  const base = `/compute/v1/projects/${projectId}`;
  const finish = async (operation: unknown, scope: string) => {
    const {name} = operation as {name: string};
    await call('POST', `${base}/${scope}/operations/${name}/wait`);
  };
  await finish(
    await call('POST', `${base}/global/networks`, {name: 'acme-network', autoCreateSubnetworks: false}),
    'global',
  );
  const region = 'regions/northamerica-northeast1';
  await finish(
    await call('POST', `${base}/${region}/subnetworks`, {
      name: 'acme-montreal',
      network: `projects/${projectId}/global/networks/acme-network`,
      ipCidrRange: '10.20.0.0/20',
    }),
    region,
  );
}

/** A network of another project’s, shared with the plan’s, with its ranges named and GKE’s agents let in. */
async function shareNetwork({call, ports}: Preparation): Promise<void> {
  const base = `/compute/v1/projects/${hostProject}`;
  const finish = async (path: string, body: object, scope: string) => {
    const {name} = (await call('POST', `${base}/${path}`, body)) as {name: string};
    await call('POST', `${base}/${scope}/operations/${name}/wait`);
  };
  const region = 'regions/northamerica-northeast1';
  await finish('global/networks', {name: 'shared', autoCreateSubnetworks: false}, 'global');
  await finish(
    `${region}/subnetworks`,
    {
      name: 'nodes',
      privateIpGoogleAccess: true,
      network: `projects/${hostProject}/global/networks/shared`,
      ipCidrRange: '10.20.0.0/20',
      secondaryIpRanges: [
        {rangeName: 'pods', ipCidrRange: '10.32.0.0/14'},
        {rangeName: 'services', ipCidrRange: '10.36.0.0/20'},
      ],
    },
    region,
  );
  await finish('enableXpnHost', {}, 'global');
  await finish('enableXpnResource', {xpnResource: {id: projectId, type: 'PROJECT'}}, 'global');
  const number = (await ports.projects.get(projectId))?.number ?? '';
  const agent = `serviceAccount:service-${number}@container-engine-robot.iam.gserviceaccount.com`;
  await ports.policies.addBindings(hostProject, [
    {role: 'roles/container.hostServiceAgentUser', member: agent},
    {role: 'roles/compute.networkUser', member: agent},
    {role: 'roles/compute.securityAdmin', member: agent},
    {role: 'roles/compute.networkUser', member: `serviceAccount:${number}@cloudservices.gserviceaccount.com`},
  ]);
}

/** A cluster that somebody else runs under the very name that the plan wants. */
async function createForeignCluster({config, ports}: Preparation): Promise<void> {
  const ref = selectClusterRef(config);
  const operation = await ports.clusters.create(ref, {
    version: '1.27',
    channel: 'none',
    network: 'default',
    authorizedNetworks: [],
    labels: {team: 'somebody-else'},
    pool: {
      name: 'default-pool',
      machineType: 'e2-standard-4',
      nodes: 1,
      labels: {},
      taints: [],
      locations: [],
      diskSizeGb: 100,
      diskType: 'pd-balanced',
      isSpot: false,
    },
  });
  for (;;) {
    const {status} = await ports.clusters.operations.get(ref.project, ref.location, operation);
    if (status === 'DONE') return;
    await ports.clock.sleep(10_000);
  }
}

/** The worlds that the preflight is tried in. */
export const worlds: readonly WorldDefinition[] = [
  {name: 'healthy', seed: (token) => createSeed({token}), config: createConfig()},
  {
    name: 'bare-project',
    seed: (token) => createSeed({token, services: ['serviceusage.googleapis.com']}),
    config: createConfig(),
  },
  {
    name: 'restricted-operator',
    seed: (token) => createSeed({token, roles: runbookRoles, dnsRoles: []}),
    config: createConfig(),
  },
  {
    name: 'exhausted-gpu',
    seed: (token) => createSeed({token, quotas: [{projectId, region: '*', metric: 'NVIDIA_T4_GPUS', limit: 0}]}),
    config: createConfig(),
  },
  {
    name: 'late-catalogue',
    catalogue: '2026-11',
    seed: (token) => createSeed({token}),
    config: createConfig(),
  },
  {
    name: 'private-cluster',
    seed: (token) => createSeed({token}),
    config: createConfig(
      `name: shakudo
network: acme-network
subnetwork: acme-montreal
podCidr: 10.4.0.0/14
serviceCidr: 10.8.0.0/20
private: {nodes: true, endpoint: true, controlPlaneCidr: 172.16.0.0/28}
authorizedNetworks: [{name: vpn, cidr: 10.20.0.0/16}]`,
      'northamerica-northeast1',
    ),
    prepare: createNetwork,
  },
  {
    name: 'shared-vpc',
    seed: (token) =>
      createSeed({
        token,
        hostRoles: [
          'roles/compute.networkAdmin',
          'roles/compute.securityAdmin',
          'roles/resourcemanager.projectIamAdmin',
        ],
      }),
    config: createConfig(
      `name: shakudo
network: shared
networkProject: ${hostProject}
subnetwork: nodes
podRange: pods
serviceRange: services
private: {nodes: true, endpoint: false, controlPlaneCidr: 172.16.0.0/28}`,
    ),
    prepare: shareNetwork,
  },
  {
    name: 'foreign-cluster',
    seed: (token) => createSeed({token}),
    config: createConfig(),
    prepare: createForeignCluster,
  },
];
