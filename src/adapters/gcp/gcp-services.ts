import {ServiceUsageClient} from '@google-cloud/service-usage';
import type {Services} from '../../model/ports/services.js';
import {awaitLongRunning} from './await-long-running.js';
import {createGapicOptions} from './create-gapic-options.js';
import {type GoogleSession, selectApiBase} from './google-session.js';
import {callCloud} from './to-cloud-failure.js';

/** `services.batchEnable` takes at most this many. https://cloud.google.com/service-usage/docs/reference/rest/v1/services/batchEnable */
const batchLimit = 20;

export function GcpServices(session: GoogleSession): Services {
  let client: Promise<ServiceUsageClient> | undefined;
  const usage = () => (client ??= createGapicOptions(session).then((options) => new ServiceUsageClient(options)));
  return {
    listEnabled: (project, services) =>
      callCloud('services.batchGet', async () => {
        const enabled = new Set<string>();
        for (let start = 0; start < services.length; start += batchLimit) {
          const names = services
            .slice(start, start + batchLimit)
            .map((service) => `projects/${project}/services/${service}`);
          const [answer] = await (await usage()).batchGetServices({parent: `projects/${project}`, names});
          for (const service of answer.services ?? []) {
            if (service.state === 'ENABLED' || service.state === 2)
              enabled.add(service.config?.name ?? service.name?.split('/').at(-1) ?? '');
          }
        }
        return enabled;
      }),
    enable: (project, services, onOperation) =>
      callCloud('services.batchEnable', async () => {
        for (let start = 0; start < services.length; start += batchLimit) {
          const [operation] = await (await usage()).batchEnableServices({
            parent: `projects/${project}`,
            serviceIds: services.slice(start, start + batchLimit),
          });
          if (operation.name === undefined) continue;
          await onOperation(operation.name);
          await awaitLongRunning(
            session,
            `${selectApiBase(session.environment, 'serviceusage')}/v1/${operation.name}`,
            'services.batchEnable',
          );
        }
      }),
  };
}
