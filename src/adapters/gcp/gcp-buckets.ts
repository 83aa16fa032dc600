import type {Storage, StorageOptions} from '@google-cloud/storage';
import type {Buckets} from '../../model/ports/storage-and-dns.js';
import type {GoogleSession} from './google-session.js';
import {callCloud, callCloudOptional} from './to-cloud-failure.js';

/** Buckets through the JSON API. `useAuthWithCustomEndpoint` keeps the token on requests to another host. */
export function GcpBuckets(session: GoogleSession): Buckets {
  const open = async (project?: string): Promise<Storage> => {
    const authClient = (await session.authClient()) as unknown as NonNullable<StorageOptions['authClient']>;
    const root = session.environment.apiRoot;
    const {Storage: Client} = await import('@google-cloud/storage');
    return new Client({
      authClient,
      retryOptions: {autoRetry: false},
      ...(project === undefined ? {} : {projectId: project}),
      ...(root === undefined ? {} : {apiEndpoint: root, useAuthWithCustomEndpoint: true}),
    });
  };
  return {
    get: (name) =>
      callCloudOptional('buckets.get', async () => {
        const [metadata] = await (await open()).bucket(name).getMetadata();
        const labels = Object.fromEntries(
          Object.entries(metadata.labels ?? {}).flatMap(([key, value]) => (value === null ? [] : [[key, value]])),
        );
        return {
          name,
          location: metadata.location ?? '',
          projectNumber: String(metadata.projectNumber ?? ''),
          labels,
          isUniform: metadata.iamConfiguration?.uniformBucketLevelAccess?.enabled === true,
        };
      }),
    create: (project, request) =>
      callCloud('buckets.insert', async () => {
        const iamConfiguration = {
          uniformBucketLevelAccess: {enabled: true},
          publicAccessPrevention: 'enforced' as const,
        };
        await (await open(project)).createBucket(request.name, {
          location: request.location,
          labels: {...request.labels},
          iamConfiguration,
        });
      }),
  };
}
