import type {compute_v1} from '@googleapis/compute';
import type {DiskState, Disks, PlacedDisk} from '../../model/ports/compute.js';
import {awaitComputeOperation} from './await-compute-operation.js';
import type {GoogleSession} from './google-session.js';
import {openCompute} from './open-compute.js';
import {callCloud, callCloudOptional} from './to-cloud-failure.js';

function toState(name: string, disk: compute_v1.Schema$Disk): DiskState {
  return {
    name,
    sizeGb: Number(disk.sizeGb ?? 0),
    type: disk.type?.split('/').at(-1) ?? '',
    labels: disk.labels ?? {},
    status: disk.status ?? '',
  };
}

export function GcpDisks(session: GoogleSession): Disks {
  return {
    get: (project, zone, name) =>
      callCloudOptional('disks.get', async () => {
        const {data} = await (await openCompute(session)).disks.get({project, zone, disk: name});
        return toState(name, data);
      }),
    find: (project, name) =>
      callCloud('disks.aggregatedList', async () => {
        const found: PlacedDisk[] = [];
        let pageToken: string | undefined;
        do {
          const {data} = await (await openCompute(session)).disks.aggregatedList({
            project,
            filter: `name = ${name}`,
            ...(pageToken === undefined ? {} : {pageToken}),
          });
          for (const [scope, {disks = []}] of Object.entries(data.items ?? {}))
            for (const disk of disks)
              if (disk.name === name && scope.startsWith('zones/'))
                found.push({...toState(name, disk), zone: scope.slice('zones/'.length)});
          pageToken = data.nextPageToken ?? undefined;
        } while (pageToken !== undefined);
        return found;
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
