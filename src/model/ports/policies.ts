export interface Binding {
  readonly role: string;
  readonly member: string;
}

export type PermissionScope =
  | {readonly kind: 'project'; readonly id: string}
  | {readonly kind: 'organization'; readonly id: string}
  | {readonly kind: 'folder'; readonly id: string}
  | {readonly kind: 'billingAccount'; readonly id: string}
  /** By its address. */
  | {readonly kind: 'serviceAccount'; readonly id: string};

/** IAM policies. Grants are additive: existing bindings are kept, conditions included. */
export interface Policies {
  listBindings(project: string): Promise<readonly Binding[]>;
  /** Read, change, write with the etag; read again where somebody else wrote in between. */
  addBindings(project: string, bindings: readonly Binding[]): Promise<void>;
  /** Which of `permissions` the caller has there. Advisory. https://cloud.google.com/iam/docs/testing-permissions */
  test(scope: PermissionScope, permissions: readonly string[]): Promise<ReadonlySet<string>>;
}
