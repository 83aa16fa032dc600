import type {Handler, Route, Verb} from '../http/call.js';
import {enableServices} from './enable-services.js';
import {disableService, listServices, readService, readServiceOperation, readServices} from './service-methods.js';

const service = 'serviceusage.googleapis.com';
const root = '/v1/projects/{project}/services';

function route(id: string, verb: Verb, path: string, permissions: readonly string[], handler: Handler): Route {
  return {service, id: `serviceusage.${id}`, verb, path, permissions, handler};
}

/** https://cloud.google.com/service-usage/docs/reference/rest */
export const serviceUsageRoutes: readonly Route[] = [
  route('services.batchGet', 'GET', `${root}:batchGet`, ['serviceusage.services.get'], readServices),
  route('services.batchEnable', 'POST', `${root}:batchEnable`, [], enableServices),
  route('services.list', 'GET', root, ['serviceusage.services.list'], listServices),
  route('services.get', 'GET', `${root}/{service}`, ['serviceusage.services.get'], readService),
  route('services.enable', 'POST', `${root}/{service}:enable`, [], enableServices),
  route('services.disable', 'POST', `${root}/{service}:disable`, ['serviceusage.services.disable'], disableService),
  {
    ...route('operations.get', 'GET', '/v1/operations/{operation}', [], readServiceOperation),
    accepts: (params) => /^(ac(f|at)|noop)\./.test(params.operation ?? ''),
  },
];
