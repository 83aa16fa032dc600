import {z} from 'zod';
import {acceleratorTypes} from '../../model/gpu-hosts.data.js';
import {acceleratorShortNames} from '../../model/gpu-names.js';
import {taintPattern} from '../../model/node-taint.js';
import {
  clusterName,
  diskSizeGb,
  kubernetesVersion,
  labelKey,
  labelValue,
  machineType,
  resourceName,
  textOf,
  zone,
} from './formats.js';

/** https://cloud.google.com/kubernetes-engine/quotas */
const mostNodes = 1000;

const autoscaling = z.strictObject({
  min: z.int().min(0).max(mostNodes).meta({description: 'Fewest nodes; 0 lets the pool vanish when nobody needs it'}),
  max: z.int().min(1).max(mostNodes).meta({description: 'Most nodes'}),
});

const labels = z.record(labelKey, labelValue);

/** https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/ */
const taint = textOf(taintPattern, 'key=value:effect, where effect is NoSchedule, PreferNoSchedule or NoExecute');

const fallbackRung = textOf(
  new RegExp(`^(reservation|on-demand|spot|[a-z]+-[a-z]+\\d+-[a-z]|${acceleratorShortNames.join('|')})$`),
  `reservation, on-demand, spot, a zone, or one of ${acceleratorShortNames.join(', ')}`,
);

const poolName = clusterName.meta({description: 'Name of the node pool'});

/** One pool without GPUs; the defaults are the runbook's core pool, or the system pool's. */
const createPoolSchema = <Name extends z.ZodType>(
  name: Name,
  defaults: {readonly machineType: string; readonly nodes: number},
) =>
  z.strictObject({
    name,
    machineType: machineType.default(defaults.machineType).meta({description: 'Machine type of the nodes'}),
    nodes: z
      .int()
      .min(1)
      .max(mostNodes)
      .default(defaults.nodes)
      .meta({description: 'Nodes to start with, in each zone of the location'}),
    autoscaling: autoscaling.optional().meta({description: 'Bounds between which GKE changes the number of nodes'}),
    diskSizeGb: diskSizeGb.default(100).meta({description: 'Boot disk of each node in GB'}),
    labels: labels
      .optional()
      .meta({description: 'Labels of the nodes; hyperplane.dev/nodeType is the pool’s name where left out'}),
  });

export const nodePoolsSchema = z
  .array(createPoolSchema(poolName, {machineType: 'n2-standard-16', nodes: 7}))
  .default([{name: 'hyperplane-pool', machineType: 'n2-standard-16', nodes: 7, diskSizeGb: 100}])
  .meta({
    title: 'Node pools',
    description: 'Pools of the platform; 7 nodes for everything, 4 for the core with an LLM',
  });

export const systemPoolSchema = createPoolSchema(poolName.default('default-pool'), {
  machineType: 'e2-standard-4',
  nodes: 2,
}).meta({
  description: 'The pool that a new cluster starts with; the platform’s system workloads run there',
});

export const gpuPoolsSchema = z
  .array(
    z.strictObject({
      name: clusterName.meta({description: 'Name of the node pool'}),
      accelerator: z.enum(acceleratorTypes).meta({description: 'Accelerator type, such as nvidia-tesla-t4'}),
      count: z.int().min(1).max(16).default(1).meta({description: 'GPUs of each node'}),
      machineType: machineType.meta({description: 'Machine type that carries this accelerator, such as n1-standard-8'}),
      zones: z
        .array(zone)
        .min(1)
        .optional()
        .meta({description: 'Zones that have the accelerator; needed where location is a region'}),
      nodes: z
        .int()
        .min(0)
        .max(mostNodes)
        .optional()
        .meta({description: 'Nodes to start with; the autoscaling minimum where left out'}),
      autoscaling: autoscaling
        .default({min: 0, max: 2})
        .meta({description: 'Bounds between which GKE changes the number of nodes'}),
      spot: z.boolean().default(false).meta({description: 'Whether the nodes are cheap and may be taken away'}),
      reservation: resourceName
        .optional()
        .meta({description: 'Reservation that the nodes take from; any open one that fits where left out'}),
      diskSizeGb: diskSizeGb.default(100).meta({description: 'Boot disk of each node in GB'}),
      diskType: z
        .enum(['pd-standard', 'pd-balanced', 'pd-ssd'])
        .optional()
        .meta({description: 'Type of the boot disks; pd-balanced where left out'}),
      labels: labels.optional().meta({
        description: 'Labels of the nodes, in place of hyperplane.dev/nodeType and hub.jupyter.org/node-purpose',
      }),
      taints: z
        .array(taint)
        .optional()
        .meta({description: 'Taints of the nodes as key=value:effect, in place of purpose=gpu-TYPE:NoSchedule'}),
      version: kubernetesVersion
        .optional()
        .meta({description: 'Version of the nodes; that of the control plane where left out'}),
      surge: z
        .int()
        .min(0)
        .max(1)
        .optional()
        .meta({description: 'Nodes that an upgrade adds for a while; 0 where the GPU quota has no room for one more'}),
      fallback: z.array(fallbackRung).optional().meta({
        description:
          'What is tried in turn where there is no capacity: reservation, on-demand, spot, a zone, or a GPU such as l4',
      }),
    }),
  )
  .default([])
  .meta({
    title: 'GPU pools',
    description: 'Pools with accelerators, tainted so that only workloads that ask for GPUs run there',
  });
