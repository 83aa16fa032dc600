import type {Call, Handler, Reply, Route, Verb} from '../http/call.js';
import {reply} from '../http/call.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import type {Json} from '../json.js';
import {drawHexId} from '../operations/draw-id.js';
import {formatTime} from '../operations/format-time.js';

const repositories = '/<v1|v1beta2>/projects/{project}/locations/{location}/repositories';
const repository = `${repositories}/{repository}`;

function nameOf(call: Call, id = call.params.repository): string {
  return `projects/${call.params.project}/locations/${call.params.location}/repositories/${id}`;
}

function selectRepository(call: Call): Json {
  const found = call.context.state.repositories[nameOf(call)];
  if (found) return found;
  throw new CloudRefusal(404, 'Requested entity was not found.', {reason: ''});
}

function finish(call: Call, response: Json): Reply {
  const name = `projects/${call.params.project}/locations/${call.params.location}/operations/${drawHexId(call.context, 8)}-${drawHexId(call.context, 4)}-${drawHexId(call.context, 12)}`;
  const operation = {
    name,
    metadata: {'@type': 'type.googleapis.com/google.devtools.artifactregistry.v1.OperationMetadata'},
    done: true,
    response,
  };
  call.context.state.operations[name] = operation;
  return reply(operation);
}

function createRepository(call: Call): Reply {
  const {context, body, query, params} = call;
  const id = query.get('repositoryId') ?? query.get('repository_id') ?? '';
  if (!/^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/.test(id))
    throw new CloudRefusal(
      400,
      `Invalid repository id "${id}": it must start with a letter and contain lowercase letters, digits and hyphens only.`,
      {reason: ''},
    );
  const isPlace =
    context.catalogue.regions.includes(params.location ?? '') ||
    ['us', 'europe', 'asia'].includes(params.location ?? '');
  if (!isPlace) throw new CloudRefusal(400, `Location ${params.location} is not supported.`, {reason: ''});
  if (context.state.repositories[nameOf(call, id)])
    throw new CloudRefusal(409, 'the repository already exists', {reason: ''});
  const time = formatTime(context.clock.now());
  const resource = {
    name: nameOf(call, id),
    ...(body.description && {description: body.description}),
    format: body.format ?? 'DOCKER',
    ...(body.labels && {labels: body.labels}),
    createTime: time,
    updateTime: time,
    mode: 'STANDARD_REPOSITORY',
    ...(body.cleanupPolicyDryRun && {cleanupPolicyDryRun: true}),
  };
  context.state.repositories[resource.name] = resource;
  return finish(call, {'@type': 'type.googleapis.com/google.devtools.artifactregistry.v1.Repository', ...resource});
}

function readRepository(call: Call): Reply {
  return reply(selectRepository(call));
}

function listRepositories(call: Call): Reply {
  const prefix = `projects/${call.params.project}/locations/${call.params.location === '-' ? '' : `${call.params.location}/`}`;
  const own = Object.values(call.context.state.repositories).filter((other) => other.name.startsWith(prefix));
  return reply(own.length > 0 ? {repositories: own} : {});
}

function patchRepository(call: Call): Reply {
  const found = selectRepository(call);
  const mask = (call.query.get('updateMask') ?? Object.keys(call.body).join(',')).split(',');
  for (const field of mask)
    if (['description', 'labels', 'cleanupPolicyDryRun'].includes(field)) found[field] = call.body[field];
  found.updateTime = formatTime(call.context.clock.now());
  return reply(found);
}

function deleteRepository(call: Call): Reply {
  delete call.context.state.repositories[selectRepository(call).name];
  return finish(call, {'@type': 'type.googleapis.com/google.protobuf.Empty'});
}

function readRegistryOperation(call: Call): Reply {
  const {project, location, operation} = call.params;
  const found = call.context.state.operations[`projects/${project}/locations/${location}/operations/${operation}`];
  if (!found) throw new CloudRefusal(404, 'Requested entity was not found.', {reason: ''});
  return reply(found);
}

function route(id: string, verb: Verb, path: string, permission: string, handler: Handler): Route {
  return {
    service: 'artifactregistry.googleapis.com',
    id: `artifactregistry.projects.locations.${id}`,
    verb,
    path,
    permissions: permission ? [`artifactregistry.${permission}`] : [],
    handler,
  };
}

/** https://cloud.google.com/artifact-registry/docs/reference/rest */
export const artifactRegistryRoutes: readonly Route[] = [
  route('repositories.list', 'GET', repositories, 'repositories.list', listRepositories),
  route('repositories.create', 'POST', repositories, 'repositories.create', createRepository),
  route('repositories.get', 'GET', repository, 'repositories.get', readRepository),
  route('repositories.patch', 'PATCH', repository, 'repositories.update', patchRepository),
  route('repositories.delete', 'DELETE', repository, 'repositories.delete', deleteRepository),
  {
    ...route(
      'operations.get',
      'GET',
      '/<v1|v1beta2>/projects/{project}/locations/{location}/operations/{operation}',
      '',
      readRegistryOperation,
    ),
    accepts: (params) => !(params.operation ?? '').startsWith('operation-'),
  },
];
