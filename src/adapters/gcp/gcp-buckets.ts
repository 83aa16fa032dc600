import type {storage_v1} from '@googleapis/storage';
import type {Buckets} from '../../model/ports/storage-and-dns.js';
import {createDiscoveryOptions} from './create-discovery-options.js';
import type {GoogleSession} from './google-session.js';
import {callCloud, callCloudOptional} from './to-cloud-failure.js';

/** Buckets through the JSON API. */
export function GcpBuckets(session: GoogleSession): Buckets {
  const open = async (): Promise<storage_v1.Storage> => {
    const {storage_v1: library} = await import('@googleapis/storage/build/v1.js');
    return new library.Storage(await createDiscoveryOptions(session, 'storage'));
  };
  return {
    get: (name) =>
      callCloudOptional('buckets.get', async () => {
        const {data} = await (await open()).buckets.get({bucket: name});
        return {
          name,
          location: data.location ?? '',
          projectNumber: data.projectNumber ?? '',
          labels: data.labels ?? {},
          isUniform: data.iamConfiguration?.uniformBucketLevelAccess?.enabled === true,
        };
      }),
    create: (project, request) =>
      callCloud('buckets.insert', async () => {
        const iamConfiguration = {uniformBucketLevelAccess: {enabled: true}, publicAccessPrevention: 'enforced'};
        const {name, location, labels} = request;
        await (await open()).buckets.insert({
          project,
          requestBody: {name, location, labels: {...labels}, iamConfiguration},
        });
      }),
  };
}
