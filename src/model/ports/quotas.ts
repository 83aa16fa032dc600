export interface QuotaState {
  readonly metric: string;
  readonly limit: number;
  readonly usage: number;
}

/** Limit of one family of machines or GPUs in a region; how much of it is used Cloud Quotas does not tell. */
export interface FamilyQuotaState {
  readonly family: string;
  readonly region: string;
  readonly limit: number;
}

/** What a project may use. https://cloud.google.com/compute/resource-usage and https://cloud.google.com/docs/quotas/api-overview */
export interface Quotas {
  listRegional(project: string, region: string): Promise<readonly QuotaState[]>;
  /** Those that count over all regions. */
  listGlobal(project: string): Promise<readonly QuotaState[]>;
  /** The regional ones of every region. */
  listEverywhere(
    project: string,
  ): Promise<ReadonlyArray<{readonly region: string; readonly quotas: readonly QuotaState[]}>>;
  listFamilies(project: string, of: 'gpus' | 'machines'): Promise<readonly FamilyQuotaState[]>;
}
