import {isBilled} from '../billing/billing-methods.js';
import type {CloudContext, EffectRunner} from '../cloud-context.js';
import type {ProjectState} from '../cloud-state.js';
import {seedDefaultNetwork} from '../compute/seed-default-network.js';
import type {Call, Reply} from '../http/call.js';
import {reply} from '../http/call.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import {createDenial} from '../iam/create-denial.js';
import {seedGrant} from '../iam/write-policy.js';
import {drawBetween} from '../operations/draw-between.js';
import {drawHexId} from '../operations/draw-id.js';
import {selectProject} from '../resourcemanager/select-project.js';
import {billedServices, serviceDependencies, serviceTitles} from './service-catalogue.js';

/** Refuses names that no service has; the message is that of the public API. */
export function checkServiceName(project: ProjectState, service: string): void {
  if (serviceTitles[service]) return;
  throw new CloudRefusal(403, `Not found or permission denied for service(s): ${service}.`, {
    reason: '',
    details: [
      {
        '@type': 'type.googleapis.com/google.rpc.PreconditionFailure',
        violations: [
          {
            type: 'googleapis.com',
            subject: `?error_code=220002&service=${service}&consumer=projects/${project.projectNumber}`,
          },
        ],
      },
    ],
  });
}

function checkBilling(context: CloudContext, project: ProjectState, services: readonly string[]): void {
  const billed = services.filter((service) => billedServices.has(service));
  if (billed.length === 0 || isBilled(context, project)) return;
  const message =
    `Billing account for project '${project.projectNumber}' is not found. Billing must be enabled for activation of ` +
    `service(s) '${billed.join(',')}' to proceed.`;
  throw new CloudRefusal(400, message, {
    status: 'FAILED_PRECONDITION',
    reason: '',
    details: [
      {
        '@type': 'type.googleapis.com/google.rpc.PreconditionFailure',
        violations: [
          {
            type: 'googleapis.com/billing-enabled',
            subject: `?error_code=390001&project=${project.projectNumber}&services=${billed.join('&services=')}`,
            description: message,
          },
        ],
      },
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: 'UREQ_PROJECT_BILLING_NOT_FOUND',
        domain: 'serviceusage.googleapis.com/billing-enabled',
        metadata: {project: project.projectNumber, services: billed.join(',')},
      },
    ],
  });
}

function checkEnablePermission(call: Call, project: ProjectState, services: readonly string[]): void {
  const {context, caller} = call;
  const resource = `projects/${project.projectId}`;
  if (context.access.decide(caller.email, 'serviceusage.services.enable', resource)) return;
  const denial = createDenial(call.route.service, 'serviceusage.services.enable', resource, caller.email);
  throw new CloudRefusal(403, `Permission denied to enable service [${services.join(', ')}]`, denial.traits);
}

/** Services together with those that are enabled along with them. */
export function expandDependencies(services: readonly string[]): string[] {
  const all = new Set<string>();
  const add = (service: string) => {
    if (all.has(service)) return;
    all.add(service);
    for (const needed of serviceDependencies[service] ?? []) add(needed);
  };
  for (const service of services) add(service);
  return [...all];
}

/** `services.enable` and `services.batchEnable` (at most 20, all or none). */
export function enableServices(call: Call): Reply {
  const {context, body, params} = call;
  const project = selectProject(context, params.project ?? '');
  const services: string[] = params.service ? [params.service] : (body.serviceIds ?? []);
  checkEnablePermission(call, project, services);
  if (services.length === 0 || services.length > 20) {
    throw new CloudRefusal(400, 'Request must name between 1 and 20 services.', {reason: ''});
  }
  for (const service of services) checkServiceName(project, service);
  const missing = services.filter(
    (service) => context.state.services[project.projectId]?.[service]?.state !== 'ENABLED',
  );
  if (missing.length === 0) {
    const single = params.service
      ? {
          service: {
            name: `projects/${project.projectNumber}/services/${params.service}`,
            parent: `projects/${project.projectNumber}`,
            state: 'ENABLED',
          },
        }
      : {
          services: services.map((service) => ({
            name: `projects/${project.projectNumber}/services/${service}`,
            parent: `projects/${project.projectNumber}`,
            state: 'ENABLED',
          })),
        };
    const type = params.service ? 'EnableServiceResponse' : 'BatchEnableServicesResponse';
    return reply({
      name: 'operations/noop.DONE_OPERATION',
      done: true,
      response: {'@type': `type.googleapis.com/google.api.serviceusage.v1.${type}`, ...single},
    });
  }
  const all = expandDependencies(missing);
  checkBilling(context, project, all);
  const name = `operations/${params.service ? 'acf' : 'acat'}.p2-${project.projectNumber}-${drawHexId(context, 8)}-${drawHexId(context, 4)}-${drawHexId(context, 12)}`;
  context.state.operations[name] = {
    name,
    projectId: project.projectId,
    services,
    isBatch: !params.service,
    isDone: false,
    kind: 'Enable',
  };
  context.schedule(drawBetween(context, 20_000, 60_000), {type: 'services.enable', operation: name, services: all});
  return reply({name});
}

/** Ends an enablement; the network that Compute Engine brings along appears with it. */
export const finishEnablement: EffectRunner = (context, effect) => {
  const operation = context.state.operations[String(effect.operation)];
  const project = context.state.projects[operation?.projectId];
  if (!operation || !project) return;
  operation.isDone = true;
  const [from, to] = context.traits.enableLagMs;
  const lagMs = drawBetween(context, from, to);
  for (const service of effect.services as string[]) enableService(context, project, service, lagMs);
};

/** Enables one service; also used when a world is seeded, with no lag. */
export function enableService(context: CloudContext, project: ProjectState, service: string, lagMs: number): void {
  const table = context.state.services[project.projectId] ?? {};
  context.state.services[project.projectId] = table;
  if (table[service]?.state === 'ENABLED') return;
  table[service] = {state: 'ENABLED', usableFromMs: lagMs === 0 ? 0 : context.clock.now() + lagMs};
  const resource = `projects/${project.projectId}`;
  if (service === 'compute.googleapis.com') {
    const email = `${project.projectNumber}-compute@developer.gserviceaccount.com`;
    context.state.serviceAccounts[email] ??= {
      email,
      projectId: project.projectId,
      uniqueId: `1${project.projectNumber}00000001`.slice(0, 21),
      displayName: 'Compute Engine default service account',
      etag: 'MDEwMjE5MjA=',
      isDisabled: false,
      visibleAtMs: 0,
    };
    seedGrant(context, resource, 'roles/editor', `serviceAccount:${email}`);
    seedDefaultNetwork(context, project.projectId);
  }
  if (service === 'container.googleapis.com') {
    const agent = `service-${project.projectNumber}@container-engine-robot.iam.gserviceaccount.com`;
    seedGrant(context, resource, 'roles/container.serviceAgent', `serviceAccount:${agent}`);
  }
}
