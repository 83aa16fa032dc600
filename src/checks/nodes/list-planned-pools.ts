import type {CheckInputs} from '../../model/finding.js';

/** A node pool as the configuration wants it. */
export interface PlannedPool {
  readonly name: string;
  readonly machineType: string;
  readonly min: number;
  readonly max: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly accelerator: {readonly type: string; readonly count: number} | undefined;
  /** The step that makes it. */
  readonly step: string;
}

/** Every pool of the plan. The system pool of a cluster that is given is somebody else's. */
export function listPlannedPools({config}: Pick<CheckInputs, 'config'>): readonly PlannedPool[] {
  const {cluster, nodePools, gpuPools} = config;
  const system = cluster.mode === 'create' ? [{...cluster.systemPool, step: 'cluster/create-cluster'}] : [];
  const core = nodePools.map((pool) => ({...pool, step: `cluster/create-node-pool[${pool.name}]`}));
  return [
    ...[...system, ...core].map(({name, machineType, nodes, autoscaling, labels, step}) => ({
      name,
      machineType,
      min: autoscaling?.min ?? nodes,
      max: autoscaling?.max ?? nodes,
      labels,
      accelerator: undefined,
      step,
    })),
    ...gpuPools.map(({name, machineType, autoscaling, accelerator, count}) => ({
      name,
      machineType,
      min: autoscaling.min,
      max: autoscaling.max,
      labels: {'hyperplane.dev/nodeType': name},
      accelerator: {type: accelerator, count},
      step: `gpu/create-gpu-pool[${name}]`,
    })),
  ];
}
