import type {CloudContext, EffectRunner} from '../cloud-context.js';
import type {Call, Reply} from '../http/call.js';
import {reply} from '../http/call.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import {createDenial} from '../iam/create-denial.js';
import {seedGrant} from '../iam/write-policy.js';
import type {Json} from '../json.js';
import {drawBetween} from '../operations/draw-between.js';
import {drawDecimalId} from '../operations/draw-id.js';
import {initialServices} from '../serviceusage/service-catalogue.js';

/** https://cloud.google.com/resource-manager/docs/creating-managing-projects#before_you_begin */
const validId = /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/;

type Parent = {type: 'organization' | 'folder'; id: string};

function parseParent(parent: Json | string | undefined): Parent | undefined {
  if (!parent) return undefined;
  if (typeof parent === 'string') {
    const [collection, id = ''] = parent.split('/');
    return {type: collection === 'folders' ? 'folder' : 'organization', id};
  }
  return {type: parent.type, id: String(parent.id).replace(/^(organizations|folders)\//, '')};
}

function checkParent(context: CloudContext, parent: Parent | undefined, email: string): void {
  if (!parent) {
    if (context.state.serviceAccounts[email]) {
      throw new CloudRefusal(400, 'Service accounts cannot create projects without a parent.', {reason: ''});
    }
    return;
  }
  const resource = `${parent.type}s/${parent.id}`;
  if (!context.access.decide(email, 'resourcemanager.projects.create', resource)) {
    throw createDenial('cloudresourcemanager.googleapis.com', 'resourcemanager.projects.create', resource, email);
  }
}

/** `projects.create` of v1 (`name`, parent record) and v3 (`displayName`, parent name). */
export function createProject(call: Call): Reply {
  const {context, body, caller} = call;
  const isV3 = call.route.id.includes('.v3.');
  const projectId = String(body.projectId ?? '');
  if (!validId.test(projectId)) {
    throw new CloudRefusal(
      400,
      'field [project_id] has issue [project_id must be 6 to 30 lowercase letters, digits, or hyphens. It must start with a letter. Trailing hyphens are prohibited.]',
      {reason: ''},
    );
  }
  const parent = parseParent(body.parent);
  checkParent(context, parent, caller.email);
  if (context.state.projects[projectId]) {
    throw new CloudRefusal(409, 'Requested entity already exists', {reason: ''});
  }
  const name = String((isV3 ? body.displayName : body.name) ?? projectId);
  context.state.projects[projectId] = {
    projectId,
    projectNumber: drawDecimalId(context, 12),
    name,
    ...(parent && {parent}),
    ...(body.labels && {labels: body.labels}),
    lifecycleState: 'ACTIVE',
    createTimeMs: context.clock.now(),
    isReady: false,
  };
  context.state.services[projectId] = {};
  const operation = `operations/cp.${drawDecimalId(context, 19)}`;
  context.state.operations[operation] = {name: operation, projectId, isV3, isDone: false};
  context.schedule(drawBetween(context, 6_000, 14_000), {
    type: 'project.finish',
    operation,
    projectId,
    owner: caller.email,
  });
  return reply({name: operation});
}

/** Ends a creation: the creator becomes owner and the first services are enabled. */
export const finishProject: EffectRunner = (context, effect) => {
  const project = context.state.projects[String(effect.projectId)];
  const operation = context.state.operations[String(effect.operation)];
  if (!project || !operation) return;
  project.isReady = true;
  operation.isDone = true;
  const owner = String(effect.owner);
  const kind = context.state.serviceAccounts[owner] ? 'serviceAccount' : 'user';
  seedGrant(context, `projects/${project.projectId}`, 'roles/owner', `${kind}:${owner}`);
  for (const service of initialServices) {
    context.state.services[project.projectId]![service] = {state: 'ENABLED', usableFromMs: context.clock.now()};
  }
};
