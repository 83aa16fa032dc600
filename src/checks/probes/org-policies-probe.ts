import {NotApplicable} from '../../model/not-applicable.js';
import type {EffectivePolicy} from '../../model/ports/org-policies.js';
import {isProjectToCreate} from './is-project-to-create.js';
import type {Probe} from './probe.js';
import {selectPermissionScope} from './select-permission-scope.js';

/** Constraints that can stop a run. https://cloud.google.com/resource-manager/docs/organization-policy/org-policy-constraints */
export const constraints = [
  'compute.requireOsLogin',
  'compute.requireShieldedVm',
  'compute.vmExternalIpAccess',
  'gcp.resourceLocations',
  'gcp.restrictServiceUsage',
  'iam.allowedPolicyMemberDomains',
  'iam.disableServiceAccountCreation',
  'iam.disableServiceAccountKeyCreation',
  'iam.managed.disableServiceAccountKeyCreation',
] as const;

export type Constraint = (typeof constraints)[number];

export interface OrgPolicyFact {
  /** Where they were read: the project, or what it will lie in. */
  readonly resource: string;
  readonly policies: ReadonlyArray<EffectivePolicy & {readonly constraint: Constraint}>;
}

export const orgPoliciesProbe: Probe<OrgPolicyFact> = {
  id: 'org-policies',
  async collect({config, ports}) {
    const parent = (await isProjectToCreate(ports, config)) ? selectPermissionScope('parent', config) : undefined;
    if (parent === undefined && (await isProjectToCreate(ports, config)))
      throw new NotApplicable('a project without an organization has no organization policies');
    const resource = parent === undefined ? `projects/${config.project.id}` : `${parent.kind}s/${parent.id}`;
    const policies = await Promise.all(
      constraints.map(async (constraint) => ({
        constraint,
        ...(await ports.orgPolicies.fetchEffective(resource, constraint)),
      })),
    );
    return {resource, policies};
  },
};
