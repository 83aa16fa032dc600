import {CloudFailure} from '../../model/cloud-failure.js';
import type {Obstacle} from '../../model/finding.js';
import type {AcceleratorType} from '../../model/gpu-hosts.data.js';
import {gpuTypes} from '../../model/gpu-types.data.js';
import {selectRegion} from '../../model/location.js';
import type {InstanceState} from '../../model/ports/compute.js';
import {selectCpuQuota, selectGpuQuota} from '../../model/quota-key.js';
import {selectPlannedPools} from '../../model/quota-need.js';
import {requireProject} from './is-project-to-create.js';
import type {Probe} from './probe.js';
import {selectObstacle} from './select-obstacle.js';

/** One limit as it stands; `usage` is null where nobody tells it. */
export interface QuotaFact {
  readonly kind: 'regional' | 'global' | 'vm-family' | 'gpu-family';
  /** The metric, or the family. */
  readonly name: string;
  readonly limit: number;
  readonly usage: number | null;
}

/** Limits, and why those of families could not be looked at, where they could not. */
export interface QuotasFact {
  readonly limits: readonly QuotaFact[];
  readonly familyObstacle: Obstacle | null;
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
export const quotasProbe: Probe<QuotasFact> = {
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
    let familyObstacle: Obstacle | null = null;
    // Cloud Quotas is another API with permissions of its own: want of them hides its families and nothing else.
    const attempt = (asking: Promise<readonly QuotaFact[]>) =>
      asking.catch((error: unknown): readonly QuotaFact[] => {
        if (!(error instanceof CloudFailure) || error.kind === 'unauthenticated') throw error;
        familyObstacle = selectObstacle(error);
        return [];
      });
    const [regional, global, gpus, machines] = await Promise.all([
      ports.quotas.listRegional(project, region),
      ports.quotas.listGlobal(project),
      attempt(listFamilies('gpu-family', 'gpus')),
      attempt(listFamilies('vm-family', 'machines')),
    ]);
    const toFact = (kind: 'regional' | 'global') => (quota: {metric: string; limit: number; usage: number}) => ({
      kind,
      name: quota.metric,
      limit: quota.limit,
      usage: quota.usage,
    });
    const limits = [...regional.map(toFact('regional')), ...global.map(toFact('global')), ...gpus, ...machines];
    return {limits, familyObstacle};
  },
};
