import {z} from 'zod';
import {domainSchema, gitSchema, ssoSchema, supportSchema, tlsSchema} from './access-schema.js';
import {clusterSchema} from './cluster-schema.js';
import {deploymentName, imageRegistry, location, namespacePrefix} from './formats.js';
import {imagesSchema} from './images-schema.js';
import {gpuPoolsSchema, nodePoolsSchema} from './pool-schema.js';
import {deployerSchema, projectSchema} from './project-schema.js';
import {bucketSchema, disksSchema} from './storage-schema.js';
import {upgradeSchema} from './upgrade-schema.js';
import {waiversSchema} from './waivers-schema.js';

/**
 * shakinstall.yaml as it is written: one field at a time. What several fields have to agree on stands
 * in `rules/`, and what a field is derived from others by in `createInstallConfig`.
 */
export const installationSchema = z
  .strictObject({
    apiVersion: z.literal('shakinstall.dev/v1').meta({description: 'Version of this format'}),
    kind: z.literal('Installation').meta({description: 'What this file describes'}),
    deployment: deploymentName.meta({description: 'Name of the installation; it labels and names what belongs to it'}),
    project: projectSchema,
    deployer: deployerSchema.prefault({}),
    location: location.meta({description: 'Zone or region of the cluster'}),
    cluster: clusterSchema,
    nodePools: nodePoolsSchema,
    gpuPools: gpuPoolsSchema,
    disks: disksSchema.prefault({}),
    bucket: bucketSchema,
    namespaces: z
      .strictObject({
        prefix: namespacePrefix
          .default('')
          .meta({description: 'Put before the platform’s namespaces with a dash; none where empty'}),
        adopt: z.boolean().default(false).meta({description: 'Whether namespaces that exist are taken over'}),
      })
      .prefault({})
      .meta({title: 'Namespaces', description: 'Namespaces of the platform'}),
    istio: z
      .enum(['own', 'existing'])
      .default('own')
      .meta({description: 'Whether the platform brings Istio or uses one that stands'}),
    domain: domainSchema,
    tls: tlsSchema,
    git: gitSchema.prefault({}),
    sso: ssoSchema.prefault({}),
    support: supportSchema.prefault({}),
    release: z
      .strictObject({
        path: z
          .string()
          .min(1)
          .meta({description: 'Directory or .tgz of the release, relative to this file, or oci://HOST/PATH:TAG'}),
        imageRegistry: imageRegistry.optional().meta({
          description: 'Registry that all images are pulled from, as `mirror` fills it; their own where absent',
        }),
        values: z
          .record(z.string(), z.unknown())
          .optional()
          .meta({description: 'Further values of the chart, merged last'}),
      })
      .meta({title: 'Release', description: 'The version of the platform to install'}),
    images: imagesSchema.optional(),
    upgrade: upgradeSchema.prefault({}),
    waivers: waiversSchema,
  })
  .meta({
    title: 'Shakudo installation',
    description: 'Everything an installation on Google Kubernetes Engine is decided by',
  });

/** What is written in a file, before defaults. */
export type InstallationInput = z.input<typeof installationSchema>;
/** The same with defaults, before what is derived. */
export type InstallationDocument = z.output<typeof installationSchema>;
