import type {CloudContext} from '../cloud-context.js';
import type {ProjectState} from '../cloud-state.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import {serviceTitles} from './service-catalogue.js';

/** Services whose refusals still carry the older `errors` list beside `details`. */
const legacyServices: ReadonlySet<string> = new Set([
  'compute.googleapis.com',
  'container.googleapis.com',
  'dns.googleapis.com',
  'storage.googleapis.com',
]);

/** Refuses a call to an API that the project has not enabled, or not long enough ago to be felt. */
export function checkServiceEnabled(context: CloudContext, project: ProjectState, service: string): void {
  const enabled = context.state.services[project.projectId]?.[service];
  if (enabled?.state === 'ENABLED' && enabled.usableFromMs <= context.clock.now()) return;
  const title = serviceTitles[service] ?? service;
  const activationUrl = `https://console.developers.google.com/apis/api/${service}/overview?project=${project.projectNumber}`;
  const message =
    `${title} has not been used in project ${project.projectNumber} before or it is disabled. Enable it by visiting ` +
    `${activationUrl} then retry. If you enabled this API recently, wait a few minutes for the action to propagate ` +
    'to our systems and retry.';
  throw new CloudRefusal(403, message, {
    ...(legacyServices.has(service) ? {domain: 'usageLimits', reason: 'accessNotConfigured'} : {reason: ''}),
    details: [
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: 'SERVICE_DISABLED',
        domain: 'googleapis.com',
        metadata: {
          activationUrl,
          consumer: `projects/${project.projectNumber}`,
          containerInfo: project.projectNumber,
          service,
          serviceTitle: title,
        },
      },
      {'@type': 'type.googleapis.com/google.rpc.LocalizedMessage', locale: 'en-US', message},
      {
        '@type': 'type.googleapis.com/google.rpc.Help',
        links: [{description: 'Google developers console API activation', url: activationUrl}],
      },
    ],
  });
}
