import type {Addresses} from '../../model/ports/compute.js';
import {awaitComputeOperation} from './await-compute-operation.js';
import type {GoogleSession} from './google-session.js';
import {openCompute} from './open-compute.js';
import {callCloud, callCloudOptional} from './to-cloud-failure.js';

export function GcpAddresses(session: GoogleSession): Addresses {
  return {
    get: (project, region, name) =>
      callCloudOptional('addresses.get', async () => {
        const {data} = await (await openCompute(session)).addresses.get({project, region, address: name});
        return {
          name,
          address: data.address ?? '',
          status: data.status ?? '',
          type: data.addressType === 'INTERNAL' ? ('INTERNAL' as const) : ('EXTERNAL' as const),
          description: data.description ?? '',
        };
      }),
    insert: (project, region, request, onOperation) =>
      callCloud('addresses.insert', async () => {
        const {subnetwork: named} = request;
        const path = named?.includes('/') ? named : `projects/${project}/regions/${region}/subnetworks/${named}`;
        const subnetwork = named === undefined ? {} : {subnetwork: path};
        const requestBody = {
          name: request.name,
          description: request.description,
          addressType: request.type,
          ...subnetwork,
        };
        const {data} = await (await openCompute(session)).addresses.insert({project, region, requestBody});
        await onOperation(data.name ?? '');
        await awaitComputeOperation(session, project, data, 'addresses.insert');
      }),
  };
}
