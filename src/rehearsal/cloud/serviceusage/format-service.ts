import type {ProjectState, ServiceState} from '../cloud-state.js';
import type {Json} from '../json.js';
import {serviceTitles} from './service-catalogue.js';

/** https://cloud.google.com/service-usage/docs/reference/rest/v1/services */
export function formatService(project: ProjectState, service: string, known: ServiceState | undefined): Json {
  const parent = `projects/${project.projectNumber}`;
  return {
    name: `${parent}/services/${service}`,
    config: {
      name: service,
      title: serviceTitles[service] ?? service,
      documentation: {},
      quota: {},
      authentication: {},
      usage: {requirements: ['serviceusage.googleapis.com/tos/cloud']},
      monitoring: {},
    },
    state: known?.state ?? 'DISABLED',
    ...(known?.state === 'ENABLED' && {parent}),
  };
}
