import type {Cloud} from '../cloud/create-cloud.js';
import type {CloudRequest, CloudResponse} from '../cloud/http/call.js';
import {isOperator} from '../cloud/http/is-operator.js';
import {createRouteMatcher} from '../cloud/http/match-route.js';
import {cloudRoutes} from '../cloud/routes.js';
import {incidents as catalogue} from './incidents.js';
import {type Injection, InjectionRefusal} from './injection.js';
import type {Incidents} from './run-incidents.js';

/** A path that no API of Google's has. */
const incidentsPath = '/_rehearsal/incidents';

function answer(status: number, body: unknown): CloudResponse {
  return {status, headers: {'content-type': 'application/json'}, body: `${JSON.stringify(body, null, 2)}\n`};
}

async function control(request: CloudRequest, name: string | undefined, running: Incidents): Promise<CloudResponse> {
  try {
    switch (request.method) {
      case 'GET':
        return answer(200, {incidents: catalogue, active: running.list()});
      case 'POST':
        return answer(200, await running.inject(JSON.parse(request.body.toString()) as Injection));
      case 'DELETE':
        return answer(200, {withdrawn: await running.withdraw(name)});
      default:
        return answer(405, {error: `${request.method} is not served here`});
    }
  } catch (error) {
    if (error instanceof InjectionRefusal || error instanceof SyntaxError) return answer(400, {error: error.message});
    throw error;
  }
}

/**
 * The cloud with a control for incidents beside it. `GET` lists the catalogue and what is in force, `POST`
 * injects, `DELETE ?name=` withdraws, without a name everything. Only the operators' tokens open it.
 */
export function serveWithIncidents(cloud: Cloud, running: Incidents): Cloud['handle'] {
  const findRoute = createRouteMatcher(cloudRoutes);
  return async (request) => {
    const {pathname, searchParams} = new URL(request.url, 'http://rehearsal');
    if (pathname === incidentsPath) {
      if (!isOperator(request, cloud)) return answer(401, {error: 'the token of the rehearsal’s operator is missing'});
      return control(request, searchParams.get('name') ?? undefined, running);
    }
    if (running.awaitsRequests()) {
      const met = findRoute(request.method, pathname, '');
      if (met !== undefined) await running.meetRequest(met.route.id);
    }
    return cloud.handle(request);
  };
}
