import {formatLocationFlag} from '../../model/cluster-ref.js';
import {formatNodeTaint} from '../../model/node-taint.js';
import type {ClusterRef, NodePoolRequest} from '../../model/ports/clusters.js';
import type {EquivalentCommand} from '../../model/step.js';

const pairs = (map: Readonly<Record<string, string>>) =>
  Object.entries(map)
    .map((pair) => pair.join('='))
    .join(',');

/**
 * The command that makes the same pool, field by field.
 * https://cloud.google.com/sdk/gcloud/reference/container/node-pools/create
 */
export function formatPoolCommand(ref: ClusterRef, pool: NodePoolRequest): EquivalentCommand {
  const {accelerator, autoscaling, resourceLabels = {}} = pool;
  const driver = pool.hasDriver === false ? 'disabled' : 'default';
  return [
    'gcloud',
    'container',
    'node-pools',
    'create',
    pool.name,
    `--cluster=${ref.name}`,
    `--project=${ref.project}`,
    formatLocationFlag(ref.location),
    ...(pool.locations.length === 0 ? [] : [`--node-locations=${pool.locations.join(',')}`]),
    ...(pool.version === undefined ? [] : [`--node-version=${pool.version}`]),
    `--machine-type=${pool.machineType}`,
    ...(accelerator === undefined
      ? []
      : [`--accelerator=type=${accelerator.type},count=${accelerator.count},gpu-driver-version=${driver}`]),
    `--node-labels=${pairs(pool.labels)}`,
    ...(pool.taints.length === 0 ? [] : [`--node-taints=${pool.taints.map(formatNodeTaint).join(',')}`]),
    ...(Object.keys(resourceLabels).length === 0 ? [] : [`--labels=${pairs(resourceLabels)}`]),
    `--disk-size=${pool.diskSizeGb}`,
    `--disk-type=${pool.diskType}`,
    `--num-nodes=${pool.nodes}`,
    ...(autoscaling === undefined
      ? []
      : ['--enable-autoscaling', `--min-nodes=${autoscaling.min}`, `--max-nodes=${autoscaling.max}`]),
    ...(pool.isSpot ? ['--spot'] : []),
    ...(pool.reservation === undefined ? [] : ['--reservation-affinity=specific', `--reservation=${pool.reservation}`]),
    '--scopes=cloud-platform',
    '--metadata=disable-legacy-endpoints=true',
    '--workload-metadata=GKE_METADATA',
    '--shielded-secure-boot',
    '--shielded-integrity-monitoring',
    '--enable-autorepair',
    pool.isUpgraded === true ? '--enable-autoupgrade' : '--no-enable-autoupgrade',
    ...(pool.surge === 0
      ? ['--max-surge-upgrade=0', '--max-unavailable-upgrade=1']
      : ['--max-surge-upgrade=1', '--max-unavailable-upgrade=0']),
  ];
}
