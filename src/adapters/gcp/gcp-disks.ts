import type {Disks} from '../../model/ports/compute.js';
import {awaitComputeOperation} from './await-compute-operation.js';
import type {GoogleSession} from './google-session.js';
import {openCompute} from './open-compute.js';
import {callCloud, callCloudOptional} from './to-cloud-failure.js';

export function GcpDisks(session: GoogleSession): Disks {
  return {
    get: (project, zone, name) =>
      callCloudOptional('disks.get', async () => {
        const {data} = await (await openCompute(session)).disks.get({project, zone, disk: name});
        return {
          name,
          sizeGb: Number(data.sizeGb ?? 0),
          type: data.type?.split('/').at(-1) ?? '',
          labels: data.labels ?? {},
          status: data.status ?? '',
        };
      }),
    insert: (project, zone, request, onOperation) =>
      callCloud('disks.insert', async () => {
        const requestBody = {
          name: request.name,
          sizeGb: String(request.sizeGb),
          type: `projects/${project}/zones/${zone}/diskTypes/${request.type}`,
          labels: {...request.labels},
        };
        const {data} = await (await openCompute(session)).disks.insert({project, zone, requestBody});
        await onOperation(data.name ?? '');
        await awaitComputeOperation(session, project, data, 'disks.insert');
      }),
  };
}
