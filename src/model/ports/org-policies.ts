/** A constraint as it is in force on a resource, everything above it considered. */
export interface EffectivePolicy {
  /** Whether a boolean constraint is enforced; false for a list. */
  readonly isEnforced: boolean;
  /** Whether every value of a list is refused. */
  readonly deniesAll: boolean;
  /** Values that are allowed; empty where nothing is said. */
  readonly allowed: readonly string[];
  readonly denied: readonly string[];
}

/** Organization policies. https://cloud.google.com/resource-manager/docs/reference/orgpolicy/rest/v2/projects.policies */
export interface OrgPolicies {
  /** `resource` is `projects/ID`, `folders/ID` or `organizations/ID`; `constraint` is without `constraints/`. */
  fetchEffective(resource: string, constraint: string): Promise<EffectivePolicy>;
}
