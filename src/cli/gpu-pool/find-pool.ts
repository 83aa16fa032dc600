import {DiagnosticError} from '../../model/diagnostic-error.js';
import type {GpuPoolConfig} from '../../model/install-config.js';
import {nearestWord} from '../../model/nearest-word.js';
import {formatNodeTaint, formatUsualTaint} from '../../model/node-taint.js';
import type {NodePoolState} from '../../model/ports/clusters.js';
import type {PoolWorkspace} from './open-pool-workspace.js';
import {isOwnPool} from './run-add.js';

/** A pool that stands, as the configuration would describe it. */
export function describePool(state: NodePoolState): GpuPoolConfig {
  const {type = '', count = 1} = state.accelerators[0] ?? {};
  const taints = state.taints.map(formatNodeTaint);
  const hasUsualLabels =
    state.labels['hyperplane.dev/nodeType'] === state.name && state.labels['hub.jupyter.org/node-purpose'] === 'user';
  return {
    name: state.name,
    accelerator: type,
    count,
    machineType: state.machineType,
    zones: state.locations,
    nodes: state.initialNodeCount,
    autoscaling: state.autoscaling ?? {min: state.initialNodeCount, max: Math.max(1, state.initialNodeCount)},
    spot: state.isSpot,
    diskSizeGb: state.diskSizeGb,
    ...(hasUsualLabels ? {} : {labels: state.labels}),
    ...(taints.join() === formatUsualTaint(type) ? {} : {taints}),
    ...(state.reservation === undefined ? {} : {reservation: state.reservation}),
  };
}

/** The GPU pool of that name, which this deployment created; anything else is refused unless it is told to. */
export function findPool(
  workspace: PoolWorkspace,
  name: string,
  options: {readonly isForeignAllowed: boolean; readonly command: string},
): NodePoolState {
  const {cluster, subject, ref} = workspace;
  const pools = cluster.nodePools.filter(({accelerators}) => accelerators.length > 0);
  const found = pools.find((pool) => pool.name === name);
  if (found === undefined) {
    const names = pools.map((pool) => pool.name);
    const near = nearestWord(name, names);
    const isPlain = cluster.nodePools.some((pool) => pool.name === name);
    throw new DiagnosticError([
      {
        code: 'SHK_GPU_E2015',
        summary: isPlain ? `Pool ${name} has no GPUs.` : `Cluster ${ref.name} has no pool ${name}.`,
        detail: names.length === 0 ? 'it has no GPU pool' : `its GPU pools: ${names.join(', ')}`,
        field: 'NAME',
        tries: [
          near === undefined
            ? {text: 'See them.', command: 'shakinstall gpu-pool list'}
            : {text: `Did you mean ${near}?`, command: `shakinstall gpu-pool ${options.command} ${near}`},
        ],
        blame: 'user',
      },
    ]);
  }
  if (isOwnPool(workspace, subject.config.gpuPools, name) || options.isForeignAllowed) return found;
  throw new DiagnosticError([
    {
      code: 'SHK_GPU_E2051',
      summary: `Node pool ${name} was not created by this deployment.`,
      detail: `its machines do not carry the label shakinstall-deployment=${subject.config.deployment}, and the configuration does not describe it`,
      field: 'NAME',
      tries: [
        {
          text: 'If it is meant all the same, say so.',
          command: `shakinstall gpu-pool ${options.command} ${name} --foreign`,
        },
      ],
      blame: 'user',
    },
  ]);
}
