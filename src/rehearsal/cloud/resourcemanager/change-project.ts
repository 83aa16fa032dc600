import type {CloudContext} from '../cloud-context.js';
import type {Call, Reply} from '../http/call.js';
import {reply} from '../http/call.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import {isGranted} from '../iam/is-granted.js';
import type {Json} from '../json.js';
import {drawDecimalId} from '../operations/draw-id.js';
import {formatProjectV1, formatProjectV3} from './format-project.js';
import {selectProject} from './select-project.js';

/** A deleted project is kept this long: https://cloud.google.com/resource-manager/docs/creating-managing-projects#shutting_down_projects */
const retentionMs = 30 * 86_400_000;

export function readProject(call: Call): Reply {
  const project = selectProject(call.context, call.params.project ?? '');
  return reply(call.route.id.includes('.v3.') ? formatProjectV3(project) : formatProjectV1(project));
}

function listVisible(context: CloudContext, email: string) {
  const nowMs = context.clock.now();
  return Object.values(context.state.projects).filter((project) =>
    isGranted(context.state, email, 'resourcemanager.projects.get', `projects/${project.projectId}`, nowMs),
  );
}

/** `projects.list` of v1; filters on id, number, name, lifecycleState and parent are understood. */
export function listProjects(call: Call): Reply {
  const filter = call.query.get('filter') ?? '';
  const terms = [...filter.matchAll(/([\w.]+)\s*[:=]\s*"?([^\s"]+)"?/g)].map(
    ([, key = '', value = '']) => [key, value] as const,
  );
  const matches = (project: Json) =>
    terms.every(([key, value]) => {
      const actual =
        key.split('.').reduce<Json | undefined>((record, part) => record?.[part], project) ??
        project[key === 'id' ? 'projectId' : key];
      return String(actual) === value || (value.endsWith('*') && String(actual).startsWith(value.slice(0, -1)));
    });
  const projects = listVisible(call.context, call.caller.email).map(formatProjectV1).filter(matches);
  return reply(projects.length > 0 ? {projects} : {});
}

/** `projects.search` of v3. */
export function searchProjects(call: Call): Reply {
  const projects = listVisible(call.context, call.caller.email).map(formatProjectV3);
  return reply({projects});
}

/** `projects.update` of v1. */
export function updateProject(call: Call): Reply {
  const project = selectProject(call.context, call.params.project ?? '');
  if (typeof call.body.name === 'string') project.name = call.body.name;
  if (call.body.labels) project.labels = call.body.labels;
  return reply(formatProjectV1(project));
}

export function deleteProject(call: Call): Reply {
  const {context} = call;
  const project = selectProject(context, call.params.project ?? '');
  if (project.lifecycleState !== 'ACTIVE') {
    throw new CloudRefusal(400, 'Project is not active.', {status: 'FAILED_PRECONDITION', reason: ''});
  }
  project.lifecycleState = 'DELETE_REQUESTED';
  project.deleteTimeMs = context.clock.now();
  context.schedule(retentionMs, {type: 'project.purge', projectId: project.projectId});
  if (!call.route.id.includes('.v3.')) return reply({});
  const name = `operations/dp.${drawDecimalId(context, 19)}`;
  const type = 'type.googleapis.com/google.cloud.resourcemanager.v3';
  return reply({
    name,
    metadata: {'@type': `${type}.DeleteProjectMetadata`},
    done: true,
    response: {'@type': `${type}.Project`, ...formatProjectV3(project)},
  });
}

export function restoreProject(call: Call): Reply {
  const project = selectProject(call.context, call.params.project ?? '');
  if (project.lifecycleState === 'ACTIVE') {
    throw new CloudRefusal(400, 'Project is already active.', {status: 'FAILED_PRECONDITION', reason: ''});
  }
  project.lifecycleState = 'ACTIVE';
  delete project.deleteTimeMs;
  return reply({});
}

/** Forgets a project whose thirty days are over, with everything in it. */
export function purgeProject(context: CloudContext, effect: Json): void {
  const {state} = context;
  const project = state.projects[effect.projectId];
  if (project?.lifecycleState !== 'DELETE_REQUESTED') return;
  delete state.projects[project.projectId];
  delete state.services[project.projectId];
  for (const table of [state.compute, state.clusters, state.policies, state.repositories] as Array<
    Record<string, unknown>
  >) {
    for (const name of Object.keys(table)) {
      if (name === `projects/${project.projectId}` || name.startsWith(`projects/${project.projectId}/`))
        delete table[name];
    }
  }
}
