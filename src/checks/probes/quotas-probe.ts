import type {AcceleratorType} from '../../model/gpu-hosts.data.js';
import {gpuTypes} from '../../model/gpu-types.data.js';
import {selectRegion} from '../../model/location.js';
import type {InstanceState} from '../../model/ports/compute.js';
import {selectCpuQuota, selectGpuQuota} from '../../model/quota-key.js';
import {selectPlannedPools} from '../../model/quota-need.js';
import {requireProject} from './is-project-to-create.js';
import type {Probe} from './probe.js';

/** One limit as it stands; `usage` is null where nobody tells it. */
export interface QuotaFact {
  readonly kind: 'regional' | 'global' | 'vm-family' | 'gpu-family';
  /** The metric, or the family. */
  readonly name: string;
  readonly limit: number;
  readonly usage: number | null;
}

const cpusOf = (machineType: string) => Number(/-(?:custom-)?(\d+)(?:-\d+)?$/.exec(machineType)?.[1] ?? Number.NaN);

/** How much of a family the region's machines take: Cloud Quotas tells limits only. */
function countFamily(
  kind: 'vm-family' | 'gpu-family',
  family: string,
  machines: readonly InstanceState[],
): number | null {
  let sum = 0;
  for (const {isSpot, machineType, accelerator} of machines) {
    if (isSpot) continue;
    if (kind === 'gpu-family') {
      if (accelerator !== undefined && gpuTypes[accelerator.type as AcceleratorType]?.family === family)
        sum += accelerator.count;
      continue;
    }
    const key = selectCpuQuota(machineType, false);
    if (key.kind === 'vm-family' && key.family === family) sum += cpusOf(machineType);
  }
  return Number.isNaN(sum) ? null : sum;
}

/** Every limit of the plan's region and of the project, and the families that the plan's machines are counted by. */
export const quotasProbe: Probe<readonly QuotaFact[]> = {
  id: 'quotas',
  async collect({ports, config}) {
    await requireProject(ports, config);
    const project = config.project.id;
    const region = selectRegion(config.location);
    const keys = selectPlannedPools(config).flatMap(({machineType, isSpot, accelerator}) => [
      selectCpuQuota(machineType, isSpot),
      ...(accelerator === undefined ? [] : [selectGpuQuota(accelerator.type, isSpot)]),
    ]);
    const listFamilies = async (kind: 'vm-family' | 'gpu-family', of: 'gpus' | 'machines') => {
      const families = new Set(keys.flatMap((key) => (key?.kind === kind ? [key.family] : [])));
      if (families.size === 0) return [];
      const [limits, instances] = await Promise.all([
        ports.quotas.listFamilies(project, of),
        ports.capacity.listInstances(project),
      ]);
      const machines = instances.filter(({zone}) => selectRegion(zone) === region);
      return limits
        .filter((limit) => limit.region === region && families.has(limit.family))
        .map(({family, limit}): QuotaFact => ({kind, name: family, limit, usage: countFamily(kind, family, machines)}));
    };
    const [regional, global, gpus, machines] = await Promise.all([
      ports.quotas.listRegional(project, region),
      ports.quotas.listGlobal(project),
      listFamilies('gpu-family', 'gpus'),
      listFamilies('vm-family', 'machines'),
    ]);
    const toFact = (kind: 'regional' | 'global') => (quota: {metric: string; limit: number; usage: number}) => ({
      kind,
      name: quota.metric,
      limit: quota.limit,
      usage: quota.usage,
    });
    return [...regional.map(toFact('regional')), ...global.map(toFact('global')), ...gpus, ...machines];
  },
};
