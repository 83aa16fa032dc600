import {z} from 'zod';
import {clusterName, kubernetesVersion, projectId, resourceName} from './formats.js';
import {controlPlaneCidr, namedNetwork, podCidr, serviceCidr} from './network-formats.js';
import {systemPoolSchema} from './pool-schema.js';

export const clusterSchema = z
  .strictObject({
    mode: z
      .enum(['create', 'existing'])
      .default('create')
      .meta({description: 'create makes the cluster; existing installs into one that stands'}),
    name: clusterName.meta({description: 'Name of the cluster'}),
    version: kubernetesVersion.optional().meta({
      description: 'Kubernetes version, 1.27 or 1.27.3-gke.100; the newest that the release allows where left out',
    }),
    channel: z
      .enum(['none', 'rapid', 'regular', 'stable', 'extended'])
      .default('none')
      .meta({description: 'Release channel; none leaves upgrades to you'}),
    networkProject: projectId.optional().meta({
      description: 'Host project of a shared VPC that the network lies in; the project’s own network where left out',
    }),
    network: resourceName.default('default').meta({description: 'VPC network'}),
    subnetwork: resourceName
      .optional()
      .meta({description: 'Subnetwork; needed where the network’s subnetworks are not named like it'}),
    podCidr: podCidr.optional().meta({description: 'Range of the pods, /9 to /21; GKE chooses where left out'}),
    serviceCidr: serviceCidr
      .optional()
      .meta({description: 'Range of the services, /16 to /27; GKE chooses where left out'}),
    podRange: resourceName.optional().meta({
      description: 'Name of the subnetwork’s secondary range for pods; needed in a shared VPC, instead of podCidr',
    }),
    serviceRange: resourceName.optional().meta({
      description: 'Name of its secondary range for services; needed in a shared VPC, instead of serviceCidr',
    }),
    private: z
      .strictObject({
        nodes: z.boolean().default(true).meta({description: 'Whether nodes have private addresses only'}),
        endpoint: z
          .boolean()
          .default(false)
          .meta({description: 'Whether the control plane answers on its private address only'}),
        controlPlaneCidr: controlPlaneCidr.meta({description: 'Range of the control plane, a private /28'}),
      })
      .optional()
      .meta({description: 'A private cluster; a public one where left out'}),
    authorizedNetworks: z.array(namedNetwork).max(100).default([]).meta({
      description: 'Networks that alone may reach the control plane, yours first; everybody may where this is empty',
    }),
    systemPool: systemPoolSchema.prefault({
      labels: {'hyperplane.dev/nodeType': 'hyperplane-system-pool'},
      autoscaling: {min: 2, max: 4},
    }),
  })
  .meta({title: 'Cluster', description: 'The GKE cluster'});
