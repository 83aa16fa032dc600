import type {FaultState} from './faults/cloud-fault.js';
import type {Json} from './json.js';
import {createRegistryState, type RegistryState} from './registry/registry-state.js';

/** What is to happen at a moment of the virtual clock; `type` names an entry of the effects' table. */
export interface Effect {
  readonly type: string;
  readonly [argument: string]: unknown;
}

/** A bearer token; those of people outlive those of service accounts. */
interface TokenState {
  readonly email: string;
  readonly expiresAtMs: number;
  /** Without the scope userinfo.email a cluster sees a numeric id instead of an address. */
  readonly withoutEmail?: true;
}

/** An IAM policy with the moments from which its grants, and until which its removed ones, are felt. */
export interface PolicyState {
  bindings: Json[];
  etag: string;
  version: number;
  /** `role|member` → when the grant begins to work, and when a withdrawn one ceases to. */
  grants: Record<string, {fromMs: number; untilMs?: number}>;
}

export interface ProjectState {
  readonly projectId: string;
  readonly projectNumber: string;
  name: string;
  parent?: {type: 'organization' | 'folder'; id: string};
  labels?: Record<string, string>;
  lifecycleState: 'ACTIVE' | 'DELETE_REQUESTED';
  readonly createTimeMs: number;
  deleteTimeMs?: number;
  billingAccount?: string;
  /** False until the creating operation is done. */
  isReady: boolean;
}

export interface ServiceAccountState {
  readonly email: string;
  readonly projectId: string;
  readonly uniqueId: string;
  displayName?: string;
  description?: string;
  etag: string;
  isDisabled: boolean;
  /** Until then reads may answer 404: https://cloud.google.com/iam/docs/service-accounts-create */
  readonly visibleAtMs: number;
}

export interface KeyState {
  readonly name: string;
  readonly email: string;
  readonly keyId: string;
  readonly publicKeyPem: string;
  readonly createdAtMs: number;
  isDisabled: boolean;
}

export interface ServiceState {
  state: 'ENABLED' | 'DISABLED';
  /** When calls to the enabled API begin to be let through. */
  usableFromMs: number;
}

interface ObjectState {
  readonly metadata: Json;
  readonly contentBase64: string;
}

/** Everything the rehearsed cloud knows, as plain JSON. */
export interface CloudState {
  randomState: number;
  serial: number;
  tokens: Record<string, TokenState>;
  people: Record<string, {uniqueId: string}>;
  organizations: Record<string, {displayName: string}>;
  folders: Record<string, {displayName: string; parent: string}>;
  billingAccounts: Record<string, {displayName: string; isOpen: boolean}>;
  projects: Record<string, ProjectState>;
  policies: Record<string, PolicyState>;
  customRoles: Record<string, Json>;
  /** Organization policies by their names, `organizations/1/policies/gcp.resourceLocations`: rules as they were set. */
  orgPolicies: Record<string, readonly Json[]>;
  serviceAccounts: Record<string, ServiceAccountState>;
  keys: Record<string, KeyState>;
  services: Record<string, Record<string, ServiceState>>;
  /** Compute resources by their path, `projects/p/zones/z/disks/d`. */
  compute: Record<string, Json>;
  /** Clusters by their path, `projects/p/locations/l/clusters/c`. */
  clusters: Record<string, Json>;
  operations: Record<string, Json>;
  dnsZones: Record<string, Json>;
  /** What registrars say of a domain, where that is not its zone's own name servers. */
  delegations: Record<string, readonly string[]>;
  /** Service projects by the host project of the shared VPC that they are attached to. */
  sharedVpcs: Record<string, string[]>;
  buckets: Record<string, Json>;
  objects: Record<string, ObjectState>;
  uploads: Record<string, Json>;
  repositories: Record<string, Json>;
  registry: RegistryState;
  topics: Record<string, Json>;
  kms: Record<string, Json>;
  /** Limits that differ from the catalogue's, `project|scope|metric` → limit. */
  quotaLimits: Record<string, number>;
  /** What deployments take for granted and this world was given: each once. */
  premises: Record<string, true>;
  /** The address that whoever works with this world comes from. */
  operatorAddress: string;
  faults: Record<string, FaultState>;
  timers: Record<string, {readonly dueMs: number; readonly effect: Effect}>;
}

/** A cloud in which nothing is yet. */
export function createEmptyState(seed: number): CloudState {
  return {
    randomState: seed >>> 0,
    serial: 0,
    tokens: {},
    people: {},
    organizations: {},
    folders: {},
    billingAccounts: {},
    projects: {},
    policies: {},
    customRoles: {},
    orgPolicies: {},
    serviceAccounts: {},
    keys: {},
    services: {},
    compute: {},
    clusters: {},
    operations: {},
    dnsZones: {},
    delegations: {},
    sharedVpcs: {},
    buckets: {},
    objects: {},
    uploads: {},
    repositories: {},
    registry: createRegistryState(),
    topics: {},
    kms: {},
    quotaLimits: {},
    premises: {},
    operatorAddress: '127.0.0.1',
    faults: {},
    timers: {},
  };
}
