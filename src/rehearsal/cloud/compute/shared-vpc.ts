import type {CloudContext} from '../cloud-context.js';
import type {Call, Reply} from '../http/call.js';
import {reply} from '../http/call.js';
import {createDenial} from '../iam/create-denial.js';
import type {Json} from '../json.js';
import {drawBetween} from '../operations/draw-between.js';
import {findProject} from '../resourcemanager/find-project.js';
import {readComputeProject} from './catalogue-methods.js';
import {startOperation} from './compute-operation.js';
import {refuseMissing, refuseValue} from './compute-refusals.js';

/** The host project that a service project is attached to. https://cloud.google.com/vpc/docs/shared-vpc */
export function findHost(context: CloudContext, project: string): string | undefined {
  return Object.entries(context.state.sharedVpcs).find(([, attached]) => attached.includes(project))?.[0];
}

/** Shared VPC is administered above projects: https://cloud.google.com/vpc/docs/provisioning-shared-vpc#role */
function checkAdministrator(call: Call, permission: string): void {
  const {context, params, caller} = call;
  const resource = `projects/${params.project}`;
  const parent = context.state.projects[params.project ?? '']?.parent;
  const above = parent ? `${parent.type}s/${parent.id}` : resource;
  if (!context.access.decide(caller.email, permission, above))
    throw createDenial('compute.googleapis.com', permission, resource, caller.email);
}

function answer(call: Call, operationType: string): Reply {
  const {context, caller, params} = call;
  const delayMs = drawBetween(context, 1_000, 4_000);
  const target = `projects/${params.project}`;
  return reply(startOperation(context, {operationType, target, user: caller.email, delayMs, outcome: {}}));
}

function selectAttached(call: Call): string[] {
  const {context, params} = call;
  const attached = context.state.sharedVpcs[params.project ?? ''];
  if (attached) return attached;
  throw refuseValue('project', params.project, 'The project is not a shared VPC host.');
}

export function enableHost(call: Call): Reply {
  checkAdministrator(call, 'compute.organizations.enableXpnHost');
  const {context, params} = call;
  const project = params.project ?? '';
  if (!context.state.projects[project]?.parent)
    throw refuseValue('project', project, 'A shared VPC host project must belong to an organization.');
  if (findHost(context, project))
    throw refuseValue('project', project, 'A service project cannot be a shared VPC host as well.');
  context.state.sharedVpcs[project] ??= [];
  return answer(call, 'compute.projects.enableXpnHost');
}

export function disableHost(call: Call): Reply {
  checkAdministrator(call, 'compute.organizations.disableXpnHost');
  const [first] = selectAttached(call);
  if (first) throw refuseValue('project', call.params.project, `The service project ${first} is still attached.`);
  delete call.context.state.sharedVpcs[call.params.project ?? ''];
  return answer(call, 'compute.projects.disableXpnHost');
}

function selectResourceId(call: Call): string {
  const {id, type} = (call.body.xpnResource ?? {}) as Json;
  if (type !== 'PROJECT') throw refuseValue('xpnResource.type', type, 'Only projects can be attached.');
  const found = findProject(call.context.state, String(id ?? ''));
  if (!found) throw refuseMissing(`projects/${id}`);
  return found.projectId;
}

export function attachProject(call: Call): Reply {
  checkAdministrator(call, 'compute.organizations.enableXpnResource');
  const attached = selectAttached(call);
  const id = selectResourceId(call);
  const host = findHost(call.context, id);
  if (host && host !== call.params.project)
    throw refuseValue('xpnResource.id', id, `The project is attached to the host project ${host}.`);
  if (call.context.state.sharedVpcs[id])
    throw refuseValue('xpnResource.id', id, 'A shared VPC host cannot be attached to another host.');
  if (!attached.includes(id)) attached.push(id);
  return answer(call, 'compute.projects.enableXpnResource');
}

export function detachProject(call: Call): Reply {
  checkAdministrator(call, 'compute.organizations.disableXpnResource');
  const attached = selectAttached(call);
  const id = selectResourceId(call);
  call.context.state.sharedVpcs[call.params.project ?? ''] = attached.filter((other) => other !== id);
  return answer(call, 'compute.projects.disableXpnResource');
}

/** `projects.getXpnHost`: the host as a project, and next to nothing where there is none. */
export function readHost(call: Call): Reply {
  const host = findHost(call.context, call.params.project ?? '');
  if (!host) return reply({kind: 'compute#project'});
  const {body} = readComputeProject({...call, params: {...call.params, project: host}});
  const {quotas: _quotas, commonInstanceMetadata: _metadata, ...project} = body as Json;
  return reply({...project, xpnProjectStatus: 'HOST'});
}

export function listAttached(call: Call): Reply {
  const attached = call.context.state.sharedVpcs[call.params.project ?? ''] ?? [];
  return reply({
    kind: 'compute#projectsGetXpnResources',
    ...(attached.length > 0 && {resources: attached.map((id) => ({id, type: 'PROJECT'}))}),
  });
}
