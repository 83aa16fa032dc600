import type {InstallConfig} from '../../model/install-config.js';
import {isSharedNetwork, selectNetworkProject} from '../../model/network-place.js';
import type {Binding} from '../../model/ports/policies.js';
import {noChange, selectSimpleChange, selectUpdate} from '../changes.js';
import {defineStep} from '../define-step.js';
import {selectAccount, selectAccountNames, selectDnsProject} from './accounts.js';

interface Desired {
  readonly member: string;
  readonly grants: ReadonlyArray<{readonly project: string; readonly role: string}>;
}

/** The runbook's four, and what its later steps need besides. */
const deployerRoles = [
  'roles/container.clusterAdmin',
  'roles/container.admin',
  'roles/iam.serviceAccountUser',
  'roles/storage.admin',
  'roles/compute.networkAdmin',
  'roles/compute.securityAdmin',
  'roles/compute.storageAdmin',
] as const;

/** What its steps need in the host project of a shared network. */
function selectHostRoles(config: InstallConfig): readonly string[] {
  if (!isSharedNetwork(config)) return [];
  const makesNat = config.cluster.mode === 'create' && config.cluster.private?.nodes === true;
  return [
    'roles/compute.networkUser',
    'roles/compute.securityAdmin',
    ...(makesNat ? ['roles/compute.networkAdmin'] : []),
  ];
}

/** Roles that the plan gives an account, and in which project. */
export function selectGrants(config: InstallConfig, instance: string): Desired['grants'] {
  const dns = {project: selectDnsProject(config), role: 'roles/dns.admin'};
  const host = selectNetworkProject(config);
  return instance === 'deployer'
    ? [
        ...deployerRoles.map((role) => ({project: config.project.id, role})),
        dns,
        ...selectHostRoles(config).map((role) => ({project: host, role})),
      ]
    : [dns];
}

export const grantRoles = defineStep<Desired, {readonly missing: Desired['grants']; readonly held: number}>({
  id: 'iam/grant-roles',
  runbook: '4',
  phase: 'identity',
  title: 'Grant roles to the service account',
  titleOf: (instance) => (instance === 'deployer' ? 'Grant the deployer its roles' : 'Grant the DNS solver its role'),
  why: 'The runbook’s four roles do not suffice for its own steps: its firewall rule needs compute.securityAdmin, its disks compute.storageAdmin, its address compute.networkAdmin and its A records dns.admin. These are added, and nothing else. Existing bindings are kept.',
  docs: 'https://cloud.google.com/iam/docs/granting-changing-revoking-access',
  actor: 'operator',
  needs: ['iam/create-service-account'],
  within: 'iam/create-service-account',
  permissions: [
    {permission: 'resourcemanager.projects.getIamPolicy', on: 'project'},
    {permission: 'resourcemanager.projects.setIamPolicy', on: 'project'},
    {permission: 'resourcemanager.projects.getIamPolicy', on: 'dnsProject'},
    {permission: 'resourcemanager.projects.setIamPolicy', on: 'dnsProject'},
    {permission: 'resourcemanager.projects.getIamPolicy', on: 'networkProject'},
    {permission: 'resourcemanager.projects.setIamPolicy', on: 'networkProject'},
  ],
  services: ['cloudresourcemanager.googleapis.com'],
  usualSeconds: [2, 15],
  timeoutMinutes: 10,
  lingering: {kinds: ['permission'], minutes: 15, reason: 'the roles that this run granted are still spreading'},
  instances: selectAccountNames,
  needsOf: (instance) => [`iam/create-service-account[${instance}]`],
  desire: ({config, places, instance}) => ({
    member: `serviceAccount:${selectAccount(config, places, instance).email}`,
    grants: selectGrants(config, instance),
  }),
  async observe(ports, desired) {
    const projects = [...new Set(desired.grants.map(({project}) => project))];
    const lists = await Promise.all(
      projects.map(async (project) => ({project, bindings: await ports.policies.listBindings(project)})),
    );
    const isHeld = ({project, role}: {project: string; role: string}) =>
      lists.some(
        (list) =>
          list.project === project &&
          list.bindings.some((binding) => binding.role === role && binding.member === desired.member),
      );
    const missing = desired.grants.filter((grant) => !isHeld(grant));
    return missing.length === desired.grants.length
      ? {state: 'absent'}
      : {state: 'present', actual: {missing, held: desired.grants.length - missing.length}};
  },
  diff(_desired, observation) {
    const simple = selectSimpleChange(observation);
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    return selectUpdate(
      observation.actual.missing.map(({project, role}) => ({
        path: `${project} ${role}`,
        from: 'not granted',
        to: 'granted',
      })),
    );
  },
  async apply(ports, desired) {
    for (const project of new Set(desired.grants.map((grant) => grant.project))) {
      const bindings: Binding[] = desired.grants
        .filter((grant) => grant.project === project)
        .map(({role}) => ({role, member: desired.member}));
      await ports.policies.addBindings(project, bindings);
    }
  },
  equivalent: ({member, grants}) =>
    grants.map(({project, role}) => [
      'gcloud',
      'projects',
      'add-iam-policy-binding',
      project,
      `--member=${member}`,
      `--role=${role}`,
      '--condition=None',
    ]),
});
