import {z} from 'zod';
import {bucketLocation, bucketName, diskSizeGb, resourceName, zone} from './formats.js';

const createDiskSchema = (purpose: string, sizeGb: number, type: 'pd-balanced' | 'pd-ssd') =>
  z.strictObject({
    name: resourceName.optional().meta({description: `Name of the disk; <deployment>-${purpose} where left out`}),
    sizeGb: diskSizeGb.default(sizeGb).meta({description: 'Size in GB'}),
    type: z.enum(['pd-standard', 'pd-balanced', 'pd-ssd']).default(type).meta({description: 'Type of the disk'}),
    zone: zone.optional().meta({
      description:
        'Zone of the disk; where location is a region, that of the other disk or of the first GPU pool unless given',
    }),
  });

export const disksSchema = z
  .strictObject({
    conda: createDiskSchema('conda', 50, 'pd-ssd')
      .prefault({})
      .meta({description: 'Environments of the platform’s workloads'}),
    llm: createDiskSchema('llm', 350, 'pd-balanced')
      .optional()
      .meta({description: 'Weights of large language models; none where left out'}),
  })
  .meta({title: 'Disks', description: 'Persistent disks beside the cluster'});

export const bucketSchema = z
  .strictObject({
    name: bucketName.meta({description: 'Name of the bucket, unique in all of Google Cloud'}),
    location: bucketLocation.optional().meta({description: 'Where it is kept; the cluster’s region where left out'}),
  })
  .meta({title: 'Bucket', description: 'Metadata of the platform’s jobs'});
