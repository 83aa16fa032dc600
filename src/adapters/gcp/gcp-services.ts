import type {Services} from '../../model/ports/services.js';
import {awaitLongRunning} from './await-long-running.js';
import {type GoogleSession, selectApiBase} from './google-session.js';
import {sendGoogle} from './send-google.js';
import {callCloud} from './to-cloud-failure.js';

/** `services.batchEnable` takes at most this many. https://cloud.google.com/service-usage/docs/reference/rest/v1/services/batchEnable */
const batchLimit = 20;

const service = 'serviceusage';

interface ServiceBody {
  readonly name?: string;
  readonly state?: string;
}

function selectBatches<T>(items: readonly T[]): readonly T[][] {
  return Array.from({length: Math.ceil(items.length / batchLimit)}, (_, index) =>
    items.slice(index * batchLimit, (index + 1) * batchLimit),
  );
}

export function GcpServices(session: GoogleSession): Services {
  return {
    listEnabled: (project, services) =>
      callCloud('serviceusage.services.get', async () => {
        const enabled = new Set<string>();
        for (const batch of selectBatches(services)) {
          const names = batch.map((name) => `names=projects/${project}/services/${name}`).join('&');
          const answer = await sendGoogle<{services?: ServiceBody[]}>(session, {
            service,
            path: `/v1/projects/${project}/services:batchGet?${names}`,
          });
          for (const {name, state} of answer.services ?? [])
            if (state === 'ENABLED') enabled.add(name?.split('/').at(-1) ?? '');
        }
        return enabled;
      }),
    enable: (project, services, onOperation) =>
      callCloud('services.batchEnable', async () => {
        for (const serviceIds of selectBatches(services)) {
          const path = `/v1/projects/${project}/services:batchEnable`;
          const {name} = await sendGoogle<{name?: string}>(session, {
            service,
            path,
            method: 'POST',
            data: {serviceIds},
          });
          if (name === undefined) continue;
          await onOperation(name);
          await awaitLongRunning(
            session,
            `${selectApiBase(session.environment, service)}/v1/${name}`,
            'services.batchEnable',
          );
        }
      }),
  };
}
