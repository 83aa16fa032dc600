export interface ProjectState {
  readonly id: string;
  readonly number: string;
  readonly lifecycle: 'ACTIVE' | 'DELETE_REQUESTED' | 'UNKNOWN';
  readonly parent?: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
}

export interface BillingState {
  readonly account: string | undefined;
  readonly isEnabled: boolean;
}

/** Projects and their billing. https://cloud.google.com/resource-manager/reference/rest/v3/projects */
export interface Projects {
  /** Undefined where Google says that there is none, or that it may not be seen (it answers 403 to both). */
  get(id: string): Promise<ProjectState | undefined>;
  create(
    request: {
      readonly id: string;
      readonly parent?: string | undefined;
      readonly labels: Readonly<Record<string, string>>;
    },
    onOperation: (name: string) => Promise<void>,
  ): Promise<void>;
  getBilling(id: string): Promise<BillingState>;
  /** A billing account; a `permission` failure where there is none or it may not be seen. */
  getBillingAccount(account: string): Promise<{readonly isOpen: boolean; readonly displayName: string}>;
  linkBilling(id: string, account: string): Promise<void>;
}
