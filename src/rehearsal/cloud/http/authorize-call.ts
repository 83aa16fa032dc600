import type {CloudIdentity} from '../../seams/cloud-side.js';
import type {CloudContext} from '../cloud-context.js';
import type {ProjectState} from '../cloud-state.js';
import {createDenial} from '../iam/create-denial.js';
import {checkServiceUsage} from '../orgpolicy/refuse-by-policy.js';
import {findProject} from '../resourcemanager/find-project.js';
import {checkServiceEnabled} from '../serviceusage/check-service-enabled.js';
import {CloudRefusal} from './cloud-refusal.js';
import type {RouteMatch} from './match-route.js';

/** Services that bill a call to the caller's own project instead of the resource's. */
const consumerServices: ReadonlySet<string> = new Set([
  'cloudbilling.googleapis.com',
  'cloudresourcemanager.googleapis.com',
  'serviceusage.googleapis.com',
]);

function selectConsumer(
  context: CloudContext,
  match: RouteMatch,
  caller: CloudIdentity,
  quotaProject: string | undefined,
): ProjectState | undefined {
  const {state} = context;
  if (consumerServices.has(match.route.service)) {
    const own = quotaProject ?? (caller.isServiceAccount ? state.serviceAccounts[caller.email]?.projectId : undefined);
    return own ? findProject(state, own) : undefined;
  }
  const named = match.params.project;
  return named && named !== '-' && named !== '_' ? findProject(state, named) : undefined;
}

function checkProjectStands(match: RouteMatch, project: ProjectState | undefined): void {
  const {service} = match.route;
  const named = match.params.project;
  if (!named || named === '-' || named === '_' || consumerServices.has(service)) return;
  if (!project && service === 'compute.googleapis.com') {
    throw new CloudRefusal(404, `The resource 'projects/${named}' was not found`, {status: ''});
  }
  if (project?.lifecycleState === 'DELETE_REQUESTED') {
    throw new CloudRefusal(403, `Project #${project.projectNumber} has been deleted.`, {
      details: [
        {
          '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
          reason: 'CONSUMER_INVALID',
          domain: 'googleapis.com',
          metadata: {consumer: `projects/${project.projectNumber}`, service},
        },
      ],
    });
  }
}

/**
 * Refuses what Google would refuse before the method itself runs: a project that is gone, an API that is
 * not enabled, a permission that is not held.
 */
export function authorizeCall(
  context: CloudContext,
  match: RouteMatch,
  caller: CloudIdentity,
  quotaProject: string | undefined,
): void {
  const {route, params} = match;
  const named = params.project ? findProject(context.state, params.project) : undefined;
  checkProjectStands(match, named);
  const consumer = selectConsumer(context, match, caller, quotaProject);
  if (consumer) checkServiceEnabled(context, consumer, route.service);
  if (named) checkServiceUsage(context, named, route.service);
  const resource =
    route.resource?.(params) ?? (params.project ? `projects/${named?.projectId ?? params.project}` : undefined);
  if (!resource) return;
  for (const permission of route.permissions) {
    if (!context.access.decide(caller.email, permission, resource)) {
      throw createDenial(route.service, permission, resource, caller.email);
    }
  }
}
