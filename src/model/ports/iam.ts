export interface ServiceAccountState {
  readonly email: string;
  readonly uniqueId: string;
  readonly displayName: string;
  readonly description: string;
  readonly isDisabled: boolean;
}

export interface ServiceAccountKey {
  /** Last segment of the key's name. */
  readonly id: string;
  readonly createdAt: string;
  /** When it ends; a key without an end lasts until the year 9999. */
  readonly validBefore?: string | undefined;
}

/** Service accounts and their keys. https://cloud.google.com/iam/docs/reference/rest/v1/projects.serviceAccounts */
export interface Iam {
  getServiceAccount(project: string, email: string): Promise<ServiceAccountState | undefined>;
  createServiceAccount(
    project: string,
    request: {readonly accountId: string; readonly displayName: string; readonly description: string},
  ): Promise<void>;
  /** Keys that a person created; Google's own rotating ones are left out. */
  listKeys(email: string): Promise<readonly ServiceAccountKey[]>;
  /** The key file's JSON. Google returns it once and never again: whoever calls this writes it down first. */
  createKey(email: string): Promise<{readonly id: string; readonly json: string}>;
  deleteKey(email: string, id: string): Promise<void>;
}
