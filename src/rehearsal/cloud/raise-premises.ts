import type {PremisedNetwork, PremisedProject, Premises} from '../premises/premises.js';
import type {CloudContext} from './cloud-context.js';
import {createDnsZone} from './dns/managed-zones.js';
import {seedGrant} from './iam/write-policy.js';
import {seedWorld} from './seed-world.js';

/** APIs that a project which is worked in has. */
const services = [
  'artifactregistry.googleapis.com',
  'cloudquotas.googleapis.com',
  'cloudresourcemanager.googleapis.com',
  'compute.googleapis.com',
  'container.googleapis.com',
  'dns.googleapis.com',
  'iam.googleapis.com',
  'iamcredentials.googleapis.com',
  'orgpolicy.googleapis.com',
  'serviceusage.googleapis.com',
  'storage.googleapis.com',
];

/** Roles of an operator on what lies above projects. */
const rolesAbove = {
  organizations: ['roles/resourcemanager.projectCreator', 'roles/browser', 'roles/orgpolicy.policyViewer'],
  folders: ['roles/resourcemanager.projectCreator', 'roles/browser', 'roles/orgpolicy.policyViewer'],
  billingAccounts: ['roles/billing.user', 'roles/billing.viewer'],
} as const;

/** Whose zones the domains of mail addresses are. */
const mailProject = 'other-peoples-domains';

/** Who speaks for GKE and for Google's APIs in a project, and what they need on a host project. https://cloud.google.com/kubernetes-engine/docs/how-to/cluster-shared-vpc */
const sharingRoles: ReadonlyArray<readonly [role: string, agent: (number: string) => string]> = [
  [
    'roles/container.hostServiceAgentUser',
    (number) => `service-${number}@container-engine-robot.iam.gserviceaccount.com`,
  ],
  ['roles/compute.networkUser', (number) => `service-${number}@container-engine-robot.iam.gserviceaccount.com`],
  ['roles/compute.securityAdmin', (number) => `service-${number}@container-engine-robot.iam.gserviceaccount.com`],
  ['roles/compute.networkUser', (number) => `${number}@cloudservices.gserviceaccount.com`],
];

function raiseProject(context: CloudContext, {projectId, ...given}: PremisedProject, operator: string): boolean {
  const {state} = context;
  if (state.projects[projectId] !== undefined) return false;
  const [organization = ''] = Object.keys(state.organizations);
  const [account = ''] = Object.keys(state.billingAccounts);
  const {parent = `organizations/${organization}`, billingAccount = account} = given;
  seedWorld(context, {projects: [{projectId, parent, billingAccount, services, owners: [operator]}]});
  return true;
}

function raiseZone(context: CloudContext, project: string, name: string, dnsName: string): boolean {
  const zones = Object.values(context.state.dnsZones);
  if (zones.some((zone) => zone.projectId === project && zone.resource.name === name)) return false;
  createDnsZone(context, project, {name, dnsName, description: ''});
  return true;
}

/** A zone for a domain that takes mail; zones of this world that lie below it are referred to. */
function raiseMailDomain(context: CloudContext, domain: string): boolean {
  if (isHeld(context, domain)) return false;
  const {projects, dnsZones} = context.state;
  const below = Object.values(dnsZones).filter(
    ({resource}) => resource.visibility === 'public' && String(resource.dnsName).endsWith(`.${domain}.`),
  );
  if (projects[mailProject] === undefined)
    seedWorld(context, {projects: [{projectId: mailProject, services: ['dns.googleapis.com']}]});
  const name = domain.replace(/[^a-z0-9]+/g, '-');
  const zone = createDnsZone(context, mailProject, {name, dnsName: `${domain}.`, description: ''});
  for (const {resource} of below)
    zone.records.push({name: resource.dnsName, type: 'NS', ttl: 21_600, rrdatas: resource.nameServers});
  return true;
}

/** Whether a public zone of this world holds a domain or one above it. */
function isHeld({state}: CloudContext, domain: string): boolean {
  return Object.values(state.dnsZones).some(({resource}) => `.${domain}.`.endsWith(`.${resource.dnsName}`));
}

function share(context: CloudContext, {project, sharedWith}: PremisedNetwork): boolean {
  const {sharedVpcs, projects} = context.state;
  const service = projects[sharedWith ?? ''];
  const attached = sharedVpcs[project] ?? [];
  if (sharedWith === undefined || service === undefined || attached.includes(sharedWith)) return false;
  sharedVpcs[project] = [...attached, sharedWith];
  for (const [role, agent] of sharingRoles)
    seedGrant(context, `projects/${project}`, role, `serviceAccount:${agent(service.projectNumber)}`);
  return true;
}

/**
 * Brings what is missing of the premises, without operations or lags, for `operator` to work with; networks and
 * clusters are left to Google's own APIs. Each is raised once in a world's life: what an incident or a
 * person has taken away since stays away. Returns what was raised, in words.
 */
export function raisePremises(context: CloudContext, premises: Premises, operator: string): readonly string[] {
  const {state} = context;
  const raised: string[] = [];
  const once = (what: string, raise: () => boolean) => {
    if (state.premises[what] === true) return;
    state.premises[what] = true;
    if (raise()) raised.push(what);
  };
  const grantAbove = (collection: keyof typeof rolesAbove, id: string) => {
    for (const role of rolesAbove[collection]) seedGrant(context, `${collection}/${id}`, role, `user:${operator}`);
  };
  const isNew = (collection: keyof typeof rolesAbove, id: string, seed: Parameters<typeof seedWorld>[1]) => {
    if (state[collection][id] !== undefined) return false;
    seedWorld(context, seed);
    grantAbove(collection, id);
    return true;
  };
  for (const id of premises.organizations ?? [])
    once(`organization ${id}`, () => isNew('organizations', id, {organizations: [{id, displayName: id}]}));
  const [parent = ''] = premises.organizations ?? Object.keys(state.organizations);
  for (const id of premises.folders ?? [])
    once(`folder ${id}`, () =>
      isNew('folders', id, {folders: [{id, displayName: id, parent: `organizations/${parent}`}]}),
    );
  for (const id of premises.billingAccounts ?? [])
    once(`billing account ${id}`, () => isNew('billingAccounts', id, {billingAccounts: [{id, displayName: id}]}));
  for (const project of premises.projects ?? [])
    once(`project ${project.projectId}`, () => raiseProject(context, project, operator));
  for (const {project, name, dnsName} of premises.dnsZones ?? []) {
    if (state.projects[project] === undefined) continue;
    once(`DNS zone ${name} in ${project}`, () => raiseZone(context, project, name, dnsName));
  }
  for (const domain of premises.mailDomains ?? [])
    once(`mail domain ${domain}`, () => raiseMailDomain(context, domain));
  for (const network of premises.networks ?? [])
    once(`network ${network.project} shared with ${network.sharedWith ?? 'nobody'}`, () => share(context, network));
  const {operatorAddress} = premises;
  if (operatorAddress !== undefined)
    once(`operator at ${operatorAddress}`, () => {
      const isNew = state.operatorAddress !== operatorAddress;
      state.operatorAddress = operatorAddress;
      return isNew;
    });
  return raised;
}
