import type {CloudContext} from './cloud-context.js';
import {createDnsZone} from './dns/managed-zones.js';
import {seedGrant} from './iam/write-policy.js';
import {drawDecimalId} from './operations/draw-id.js';
import {enableService, expandDependencies} from './serviceusage/enable-services.js';
import {initialServices} from './serviceusage/service-catalogue.js';

/** A grant on a resource, such as `roles/billing.user` on `billingAccounts/…`. */
interface SeedGrant {
  readonly resource: string;
  readonly role: string;
}

/** What stands in a world before anybody does anything in it. */
export interface WorldSeed {
  readonly organizations?: ReadonlyArray<{readonly id: string; readonly displayName: string}>;
  /** `parent` is `organizations/ID` or `folders/ID`. */
  readonly folders?: ReadonlyArray<{readonly id: string; readonly displayName: string; readonly parent: string}>;
  readonly billingAccounts?: ReadonlyArray<{
    readonly id: string;
    readonly displayName: string;
    readonly isOpen?: boolean;
  }>;
  /** People, their bearer tokens, and what they may do. */
  readonly users?: ReadonlyArray<{
    readonly email: string;
    readonly token: string;
    readonly grants?: readonly SeedGrant[];
  }>;
  readonly projects?: ReadonlyArray<{
    readonly projectId: string;
    readonly name?: string;
    readonly parent?: string;
    readonly billingAccount?: string;
    readonly services?: readonly string[];
    readonly owners?: readonly string[];
    readonly dnsZones?: ReadonlyArray<{
      readonly name: string;
      readonly dnsName: string;
      readonly visibility?: 'public' | 'private';
    }>;
  }>;
  /** Limits other than the catalogue's; `region` is left out for project-wide metrics, `*` means every region. */
  readonly quotas?: ReadonlyArray<{
    readonly projectId: string;
    readonly region?: string;
    readonly metric: string;
    readonly limit: number;
  }>;
}

/** Tokens of people outlive any rehearsal. */
const farMs = 8.64e15;

function seedProject(context: CloudContext, seed: NonNullable<WorldSeed['projects']>[number]): void {
  const [collection, id = ''] = (seed.parent ?? '').split('/');
  const project = {
    projectId: seed.projectId,
    projectNumber: drawDecimalId(context, 12),
    name: seed.name ?? seed.projectId,
    ...(seed.parent && {
      parent: {type: collection === 'folders' ? ('folder' as const) : ('organization' as const), id},
    }),
    lifecycleState: 'ACTIVE' as const,
    createTimeMs: context.clock.now(),
    isReady: true,
    ...(seed.billingAccount && {billingAccount: seed.billingAccount}),
  };
  context.state.projects[seed.projectId] = project;
  context.state.services[seed.projectId] = {};
  for (const owner of seed.owners ?? [])
    seedGrant(context, `projects/${seed.projectId}`, 'roles/owner', `user:${owner}`);
  for (const service of [...initialServices, ...expandDependencies(seed.services ?? [])])
    enableService(context, project, service, 0);
  for (const zone of seed.dnsZones ?? []) createDnsZone(context, seed.projectId, {...zone, description: ''});
}

/** Puts organisations, people, projects and zones into a world, without operations or lags. */
export function seedWorld(context: CloudContext, seed: WorldSeed): void {
  const {state} = context;
  for (const {id, displayName} of seed.organizations ?? []) state.organizations[id] = {displayName};
  for (const {id, displayName, parent} of seed.folders ?? []) state.folders[id] = {displayName, parent};
  for (const {id, displayName, isOpen = true} of seed.billingAccounts ?? [])
    state.billingAccounts[id] = {displayName, isOpen};
  for (const {email, token, grants} of seed.users ?? []) {
    state.people[email] = {uniqueId: `1${drawDecimalId(context, 20)}`};
    state.tokens[token] = {email, expiresAtMs: farMs};
    for (const {resource, role} of grants ?? []) seedGrant(context, resource, role, `user:${email}`);
  }
  for (const project of seed.projects ?? []) seedProject(context, project);
  for (const {projectId, region, metric, limit} of seed.quotas ?? [])
    state.quotaLimits[`${projectId}|${region ?? 'global'}|${metric}`] = limit;
}
