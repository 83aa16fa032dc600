import type {Routers} from '../../model/ports/compute.js';
import {awaitComputeOperation} from './await-compute-operation.js';
import type {GoogleSession} from './google-session.js';
import {openCompute} from './open-compute.js';
import {callCloud, callCloudOptional} from './to-cloud-failure.js';

export function GcpRouters(session: GoogleSession): Routers {
  return {
    get: (project, region, name) =>
      callCloudOptional('routers.get', async () => {
        const {data} = await (await openCompute(session)).routers.get({project, region, router: name});
        return {
          name,
          network: data.network?.split('/').at(-1) ?? '',
          nats: (data.nats ?? []).map((nat) => nat.name ?? ''),
        };
      }),
    insert: (project, region, request, onOperation) =>
      callCloud('routers.insert', async () => {
        const nats = [
          {
            name: request.nat,
            natIpAllocateOption: 'AUTO_ONLY',
            sourceSubnetworkIpRangesToNat: 'ALL_SUBNETWORKS_ALL_IP_RANGES',
          },
        ];
        const requestBody = {
          name: request.name,
          network: `projects/${project}/global/networks/${request.network}`,
          nats,
        };
        const {data} = await (await openCompute(session)).routers.insert({project, region, requestBody});
        await onOperation(data.name ?? '');
        await awaitComputeOperation(session, project, data, 'routers.insert');
      }),
  };
}
