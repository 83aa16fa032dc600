import type {CloudContext, EffectRunner} from '../cloud-context.js';
import type {Call, Reply} from '../http/call.js';
import {reply} from '../http/call.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import type {Json} from '../json.js';
import {drawBetween} from '../operations/draw-between.js';
import {drawHexId} from '../operations/draw-id.js';
import {selectProject} from '../resourcemanager/select-project.js';
import {checkServiceName} from './enable-services.js';
import {formatService} from './format-service.js';
import {serviceDependencies, serviceTitles} from './service-catalogue.js';

function format(context: CloudContext, projectId: string, service: string): Json {
  return formatService(context.state.projects[projectId]!, service, context.state.services[projectId]?.[service]);
}

export function readService(call: Call): Reply {
  const project = selectProject(call.context, call.params.project ?? '');
  const service = call.params.service ?? '';
  checkServiceName(project, service);
  return reply(format(call.context, project.projectId, service));
}

/** `services.list` with `filter=state:ENABLED|DISABLED` and paging. */
export function listServices(call: Call): Reply {
  const project = selectProject(call.context, call.params.project ?? '');
  const wanted = /state:(ENABLED|DISABLED)/.exec(call.query.get('filter') ?? '')?.[1];
  const all = Object.keys(serviceTitles)
    .map((service) => format(call.context, project.projectId, service))
    .filter((service) => !wanted || service.state === wanted);
  const size = Math.min(200, Number(call.query.get('pageSize') || 50));
  const start = Number(call.query.get('pageToken') || 0);
  const services = all.slice(start, start + size);
  return reply({
    ...(services.length > 0 && {services}),
    ...(start + size < all.length && {nextPageToken: String(start + size)}),
  });
}

/** `services.batchGet` by full names. */
export function readServices(call: Call): Reply {
  const project = selectProject(call.context, call.params.project ?? '');
  const names = call.query.getAll('names').map((name) => name.split('/').pop() ?? '');
  for (const name of names) checkServiceName(project, name);
  return reply({services: names.map((name) => format(call.context, project.projectId, name))});
}

/** `services.disable`: refused while an enabled service depends on it, unless told to disable those too. */
export function disableService(call: Call): Reply {
  const {context, body} = call;
  const project = selectProject(context, call.params.project ?? '');
  const service = call.params.service ?? '';
  checkServiceName(project, service);
  const enabled = context.state.services[project.projectId] ?? {};
  const dependents = Object.keys(serviceDependencies).filter(
    (other) => enabled[other]?.state === 'ENABLED' && serviceDependencies[other]?.includes(service),
  );
  if (dependents.length > 0 && !body.disableDependentServices) {
    throw new CloudRefusal(
      400,
      `The service ${service} is depended on by the following active service(s): ${dependents.join(',')}; Please specify disable_dependent_services=true if you want to proceed with disabling all services.`,
      {status: 'FAILED_PRECONDITION', reason: ''},
    );
  }
  const name = `operations/acf.p17-${project.projectNumber}-${drawHexId(context, 8)}-${drawHexId(context, 12)}`;
  context.state.operations[name] = {
    name,
    projectId: project.projectId,
    services: [service],
    isDone: false,
    kind: 'Disable',
  };
  context.schedule(drawBetween(context, 5_000, 20_000), {
    type: 'services.disable',
    operation: name,
    services: [service, ...dependents],
  });
  return reply({name, metadata: {'@type': 'type.googleapis.com/google.protobuf.Empty', value: {}}});
}

export const finishDisablement: EffectRunner = (context, effect) => {
  const operation = context.state.operations[String(effect.operation)];
  const table = context.state.services[operation?.projectId];
  if (!operation || !table) return;
  operation.isDone = true;
  for (const service of effect.services as string[]) table[service] = {state: 'DISABLED', usableFromMs: 0};
};

/** `operations.get` of enablements and disablements. */
export function readServiceOperation(call: Call): Reply {
  const {context} = call;
  const operation = context.state.operations[`operations/${call.params.operation}`];
  if (call.params.operation === 'noop.DONE_OPERATION')
    return reply({
      name: 'operations/noop.DONE_OPERATION',
      done: true,
      response: {'@type': 'type.googleapis.com/google.protobuf.Empty', value: {}},
    });
  if (!operation) throw new CloudRefusal(404, 'Operation not found.', {reason: ''});
  if (!operation.isDone) return reply({name: operation.name});
  const parent = `projects/${context.state.projects[operation.projectId]?.projectNumber}`;
  const shown = (operation.services as string[]).map((service) => ({
    ...format(context, operation.projectId, service),
    parent,
  }));
  const type =
    operation.kind === 'Disable'
      ? 'DisableServiceResponse'
      : operation.isBatch
        ? 'BatchEnableServicesResponse'
        : 'EnableServiceResponse';
  return reply({
    name: operation.name,
    metadata: {'@type': 'type.googleapis.com/google.protobuf.Empty', value: {}},
    done: true,
    response: {
      '@type': `type.googleapis.com/google.api.serviceusage.v1.${type}`,
      ...(operation.isBatch ? {services: shown} : {service: shown[0]}),
    },
  });
}
