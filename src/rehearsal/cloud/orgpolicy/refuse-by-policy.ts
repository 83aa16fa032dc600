import type {CloudContext} from '../cloud-context.js';
import type {ProjectState} from '../cloud-state.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import {isEnforced, isValueAllowed} from './effective-policy.js';

/** Refuses what a constraint on service accounts forbids, in the words of https://cloud.google.com/iam/docs/troubleshoot-org-policies. */
export function checkAccountPolicy(
  {state}: CloudContext,
  projectId: string,
  subject: string,
  action: 'key' | 'account',
): void {
  const constraints =
    action === 'key'
      ? ['iam.disableServiceAccountKeyCreation', 'iam.managed.disableServiceAccountKeyCreation']
      : ['iam.disableServiceAccountCreation'];
  const constraint = constraints.find((name) => isEnforced(state, projectId, name));
  if (constraint === undefined) return;
  const message =
    action === 'key'
      ? 'Key creation is not allowed on this service account.'
      : 'Service account creation is not allowed on this project.';
  throw new CloudRefusal(400, message, {
    status: 'FAILED_PRECONDITION',
    reason: 'failedPrecondition',
    details: [
      {
        '@type': 'type.googleapis.com/google.rpc.PreconditionFailure',
        violations: [{type: `constraints/${constraint}`, subject, description: message}],
      },
    ],
  });
}

/** Groups of locations whose members their names tell. https://cloud.google.com/resource-manager/docs/organization-policy/defining-locations */
const locationGroups: Readonly<Record<string, RegExp>> = {
  'in:us-locations': /^us(-|$)/,
  'in:canada-locations': /^northamerica-northeast[12]/,
  'in:europe-locations': /^(europe|eu)(-|$)/,
  'in:asia-locations': /^asia(-|$)/,
};

/** Refuses a bucket in a location that `gcp.resourceLocations` forbids: 412, and the location as it was asked for. */
export function checkBucketLocation({state}: CloudContext, projectId: string, location: string): void {
  const place = location.toLowerCase();
  const matches = (value: string) =>
    value === place || value === `in:${place}-locations` || (locationGroups[value]?.test(place) ?? false);
  if (isValueAllowed(state, projectId, 'gcp.resourceLocations', matches)) return;
  throw new CloudRefusal(412, `'${place}' violates constraint 'constraints/gcp.resourceLocations'`, {
    status: '',
    reason: 'conditionNotMet',
  });
}

/** Refuses the use of an API that `gcp.restrictServiceUsage` forbids, enabled or not. https://cloud.google.com/resource-manager/docs/organization-policy/restricting-resources */
export function checkServiceUsage({state}: CloudContext, project: ProjectState, service: string): void {
  if (isValueAllowed(state, project.projectId, 'gcp.restrictServiceUsage', (value) => value === service)) return;
  throw new CloudRefusal(
    403,
    `Request is disallowed by organization's constraints/gcp.restrictServiceUsage constraint for 'projects/${project.projectNumber}' attempting to use service '${service}'.`,
    {reason: 'forbidden'},
  );
}
