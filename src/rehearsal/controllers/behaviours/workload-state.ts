import {generateKeyPairSync} from 'node:crypto';

/** A provider as Keycloak's admin API takes it, its secret included. */
export interface IdentityProviderRecord {
  readonly alias: string;
  readonly providerId: string;
  readonly internalId: string;
  readonly enabled: boolean;
  readonly config: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

export interface KeycloakState {
  /** By realm and alias. */
  readonly identityProviders: Record<string, Record<string, IdentityProviderRecord>>;
  /** Administrators' tokens, with the virtual moment at which each ends. */
  readonly tokens: Record<string, number>;
}

/** What the workloads of a cluster have brought about and no API object tells; plain data, part of a snapshot. */
export interface WorkloadState {
  /** Keycloak realms, by name. */
  realms: string[];
  /** The public key by which each realm signs its tokens, base64 of DER; the private ones sign nothing here. */
  realmKeys: Record<string, string>;
  /** What Keycloak's administrators have set up; absent until one logs in. */
  keycloak?: KeycloakState;
  /** ACME accounts by issuer uid. */
  acmeAccounts: Record<string, string>;
}

/** The state of a fresh cluster. */
export function createWorkloadState(): WorkloadState {
  return {realms: [], realmKeys: {}, acmeAccounts: {}};
}

/** Adds a realm with a key of its own, unless it is there. */
export function addRealm(state: WorkloadState, realm: string): void {
  if (state.realms.includes(realm)) return;
  const {publicKey} = generateKeyPairSync('rsa', {modulusLength: 2048});
  state.realmKeys[realm] = publicKey.export({type: 'spki', format: 'der'}).toString('base64');
  state.realms.push(realm);
}
