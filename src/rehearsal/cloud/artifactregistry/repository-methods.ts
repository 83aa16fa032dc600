import type {EffectRunner} from '../cloud-context.js';
import type {Call, Reply} from '../http/call.js';
import {reply} from '../http/call.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import type {Json} from '../json.js';
import {drawBetween} from '../operations/draw-between.js';
import {drawHexId} from '../operations/draw-id.js';
import {formatTime} from '../operations/format-time.js';
import {findProject} from '../resourcemanager/find-project.js';
import {decodeRepository, encodeRepository} from './encode-repository.js';

const types = 'type.googleapis.com/google.devtools.artifactregistry.v1';

function nameOf(call: Call, id = call.params.repository): string {
  return `projects/${call.params.project}/locations/${call.params.location}/repositories/${id}`;
}

function selectRepository(call: Call): Json {
  const found = call.context.state.repositories[nameOf(call)];
  if (found) return found;
  throw new CloudRefusal(404, 'Requested entity was not found.', {reason: ''});
}

function show(call: Call, repository: Json): Json {
  return call.query.get('$alt')?.includes('enum-encoding=int') ? encodeRepository(repository) : repository;
}

function startOperation(call: Call, effect: Json, delayMs: number): Reply {
  const {context, params} = call;
  const id = `${drawHexId(context, 8)}-${drawHexId(context, 4)}-${drawHexId(context, 4)}-${drawHexId(context, 4)}-${drawHexId(context, 12)}`;
  const name = `projects/${params.project}/locations/${params.location}/operations/${id}`;
  const operation = {name, metadata: {'@type': `${types}.OperationMetadata`}};
  context.state.operations[name] = {...operation};
  context.schedule(delayMs, {type: 'registry.finish', operation: name, ...effect});
  return reply(operation);
}

/** Ends an operation on a repository; a deletion takes it away only now. */
export const finishRepository: EffectRunner = (context, effect) => {
  const operation = context.state.operations[String(effect.operation)];
  if (!operation) return;
  operation.done = true;
  if (effect.remove) delete context.state.repositories[String(effect.remove)];
  const {
    registryUri: _uri,
    createTime: _created,
    updateTime: _updated,
    ...repository
  } = context.state.repositories[String(effect.show)] ?? {};
  operation.response = effect.remove
    ? {'@type': 'type.googleapis.com/google.protobuf.Empty'}
    : {'@type': `${types}.Repository`, ...repository};
};

function describeScanning(call: Call, mode: string): Json {
  const lastEnableTime = formatTime(call.context.clock.now());
  if (mode !== 'STANDARD_REPOSITORY') {
    return {
      enablementState: 'SCANNING_UNSUPPORTED',
      enablementStateReason: `Repository mode ${mode} is not supported.`,
      lastEnableTime,
    };
  }
  const {services} = call.context.state;
  const project = findProject(call.context.state, call.params.project ?? '')?.projectId ?? '';
  if (services[project]?.['containerscanning.googleapis.com']?.state === 'ENABLED')
    return {enablementState: 'SCANNING_ACTIVE', enablementStateReason: '', lastEnableTime};
  return {
    enablementState: 'SCANNING_DISABLED',
    enablementStateReason: 'API containerscanning.googleapis.com is not enabled.',
    lastEnableTime,
  };
}

/** `repositories.create`: https://cloud.google.com/artifact-registry/docs/reference/rest/v1/projects.locations.repositories */
export function createRepository(call: Call): Reply {
  const {context, query, params} = call;
  const body = decodeRepository(call.body);
  const id = query.get('repositoryId') ?? query.get('repository_id') ?? '';
  const refuse = (status: number, message: string) => new CloudRefusal(status, message, {reason: ''});
  if (!/^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/.test(id))
    throw refuse(
      400,
      `Invalid repository id "${id}": it must start with a letter and hold lowercase letters, digits and hyphens only.`,
    );
  const isPlace =
    context.catalogue.regions.includes(params.location ?? '') ||
    ['us', 'europe', 'asia'].includes(params.location ?? '');
  if (!isPlace) throw refuse(400, `Location ${params.location} is not supported.`);
  if (!body.format) throw refuse(400, 'Repository format must be specified.');
  const name = nameOf(call, id);
  if (context.state.repositories[name]) throw refuse(409, 'the repository already exists');
  const time = formatTime(context.clock.now());
  const mode = !body.mode || body.mode === 'MODE_UNSPECIFIED' ? 'STANDARD_REPOSITORY' : body.mode;
  context.state.repositories[name] = {
    name,
    ...(body.description && {description: body.description}),
    format: body.format,
    ...(body.labels && {labels: body.labels}),
    createTime: time,
    updateTime: time,
    mode,
    ...(body.virtualRepositoryConfig && {virtualRepositoryConfig: body.virtualRepositoryConfig}),
    ...(body.dockerConfig && {dockerConfig: body.dockerConfig}),
    satisfiesPzi: true,
    vulnerabilityScanningConfig: describeScanning(call, mode),
    registryUri: `${params.location}-${String(body.format).toLowerCase()}.pkg.dev/${params.project}/${id}`,
  };
  return startOperation(call, {show: name}, drawBetween(context, 3_000, 10_000));
}

export function readRepository(call: Call): Reply {
  return reply(show(call, selectRepository(call)));
}

/** `repositories.list` of a location, or of all with `-`. */
export function listRepositories(call: Call): Reply {
  const prefix = `projects/${call.params.project}/locations/${call.params.location === '-' ? '' : `${call.params.location}/`}`;
  const own = Object.values(call.context.state.repositories).filter((other) => other.name.startsWith(prefix));
  return reply(own.length > 0 ? {repositories: own.map((repository) => show(call, repository))} : {});
}

/** `repositories.patch` of what may change; answers without the registry's address, as the real one does. */
export function patchRepository(call: Call): Reply {
  const found = selectRepository(call);
  const mask = (call.query.get('updateMask') ?? Object.keys(call.body).join(',')).split(',');
  for (const field of mask)
    if (['description', 'labels', 'virtualRepositoryConfig', 'cleanupPolicyDryRun'].includes(field))
      found[field] = call.body[field];
  found.updateTime = formatTime(call.context.clock.now());
  const {registryUri: _uri, ...shown} = show(call, found);
  return reply(shown);
}

export function deleteRepository(call: Call): Reply {
  return startOperation(call, {remove: selectRepository(call).name}, drawBetween(call.context, 3_000, 10_000));
}

export function readRegistryOperation(call: Call): Reply {
  const {project, location, operation} = call.params;
  const found = call.context.state.operations[`projects/${project}/locations/${location}/operations/${operation}`];
  if (!found) throw new CloudRefusal(404, 'Requested entity was not found.', {reason: ''});
  return reply(found);
}
