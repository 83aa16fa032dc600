import type {Call, Reply, Route} from '../http/call.js';
import {reply} from '../http/call.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import {findProject} from '../resourcemanager/find-project.js';
import {selectEffectiveRules} from './effective-policy.js';

const service = 'orgpolicy.googleapis.com';
const collections = ['projects', 'folders', 'organizations'] as const;

/** Constraints that this rehearsal knows; of these it enforces those on keys, accounts, locations of buckets and services. */
const known = new Set([
  'compute.requireOsLogin',
  'compute.requireShieldedVm',
  'compute.vmExternalIpAccess',
  'gcp.resourceLocations',
  'gcp.restrictServiceUsage',
  'iam.allowedPolicyMemberDomains',
  'iam.disableServiceAccountCreation',
  'iam.disableServiceAccountKeyCreation',
  'iam.managed.disableServiceAccountKeyCreation',
]);

function selectResource({context, params}: Call): string {
  if (params.project === undefined) {
    const collection = params.folder === undefined ? 'organizations' : 'folders';
    return `${collection}/${params.folder ?? params.organization}`;
  }
  return `projects/${findProject(context.state, params.project)?.projectId ?? params.project}`;
}

/** `policies.getEffectivePolicy`: what is in force, without etag and conditions. Projects are named by their numbers. */
function readEffectivePolicy(call: Call): Reply {
  const {context, params} = call;
  const constraint = params.policy ?? '';
  if (!known.has(constraint))
    throw new CloudRefusal(404, `Constraint constraints/${constraint} does not exist.`, {reason: ''});
  const resource = selectResource(call);
  const project = params.project === undefined ? undefined : findProject(context.state, params.project);
  const shown = project === undefined ? resource : `projects/${project.projectNumber}`;
  const rules = selectEffectiveRules(context.state, resource, constraint);
  return reply({name: `${shown}/policies/${constraint}`, spec: {rules}});
}

/** https://cloud.google.com/resource-manager/docs/reference/orgpolicy/rest */
export const orgPolicyRoutes: readonly Route[] = collections.map((collection) => {
  const singular = collection.slice(0, -1);
  return {
    service,
    id: `orgpolicy.${collection}.policies.getEffectivePolicy`,
    verb: 'GET',
    path: `/v2/${collection}/{${singular}}/policies/{policy}:getEffectivePolicy`,
    permissions: ['orgpolicy.policy.get'],
    resource: (params) => `${collection}/${params[singular]}`,
    handler: readEffectivePolicy,
  };
});
