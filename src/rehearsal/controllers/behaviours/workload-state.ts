/** What the workloads of a cluster have brought about and no API object tells; plain data, part of a snapshot. */
export interface WorkloadState {
  /** Keycloak realms, by name. */
  realms: string[];
  /** ACME accounts by issuer uid. */
  acmeAccounts: Record<string, string>;
}

/** The state of a fresh cluster. */
export function createWorkloadState(): WorkloadState {
  return {realms: [], acmeAccounts: {}};
}
