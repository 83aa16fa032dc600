import type {Check, Judgement} from '../../model/finding.js';
import {selectRegion} from '../../model/location.js';
import {about} from '../about.js';
import {clusterProbe} from '../probes/cluster-probe.js';
import {type QuotaFact, quotasProbe} from '../probes/quotas-probe.js';
import {readFact} from '../read-fact.js';
import {listPlannedPools} from './list-planned-pools.js';

/** Limits that the next node, disk or load balancer would meet. */
const ordinary = new Set([
  'CPUS',
  'CPUS_ALL_REGIONS',
  'SSD_TOTAL_GB',
  'DISKS_TOTAL_GB',
  'INSTANCES',
  'IN_USE_ADDRESSES',
  'STATIC_ADDRESSES',
]);
const isGpu = ({kind, name}: QuotaFact) => kind === 'gpu-family' || /^(NVIDIA_\w+|GPUS_ALL_REGIONS$)/.test(name);

function isRelevant(quota: QuotaFact, machines: readonly string[], accelerators: readonly string[]): boolean {
  if (isGpu(quota)) {
    if (accelerators.length === 0) return false;
    const [, model] = /^NVIDIA_(\w+?)_GPUS$/.exec(quota.name) ?? [];
    return model === undefined
      ? quota.name === 'GPUS_ALL_REGIONS' || quota.kind === 'gpu-family'
      : accelerators.some((type) => type.toUpperCase().replaceAll('-', '_').endsWith(model));
  }
  if (ordinary.has(quota.name)) return true;
  const [, family] = /^([A-Z]\d[A-Z]?)_CPUS$/.exec(quota.name) ?? [];
  return family !== undefined && machines.some((machine) => machine.toUpperCase().startsWith(`${family}-`));
}

export const quotasLeaveRoom: Check = {
  id: 'nodes/quotas-leave-room',
  title: 'Quotas leave room for one node more',
  why: 'Where a quota is used up, a node that is lost is not replaced, the autoscaler adds none, and an upgrade cannot surge.',
  docs: 'https://cloud.google.com/compute/resource-usage#how-to-raise-quota',
  runbook: '10',
  probes: [quotasProbe, clusterProbe],
  needs: ['project/project-usable'],
  evaluate(inputs) {
    const {facts, config} = inputs;
    if (readFact(facts, clusterProbe) === null) return [];
    const pools = listPlannedPools(inputs);
    const machines = pools.map(({machineType}) => machineType);
    const accelerators = pools.flatMap(({accelerator}) => accelerator?.type ?? []);
    const project = `--project ${config.project.id}`;
    const region = selectRegion(config.location);
    const quotas = readFact(facts, quotasProbe).limits.filter((quota) => isRelevant(quota, machines, accelerators));
    const judged = quotas.flatMap((quota): Judgement[] => {
      const {name, kind, limit, usage} = quota;
      if (usage === null || limit < 0) return [];
      const evidence =
        kind === 'regional'
          ? `gcloud compute regions describe ${region} ${project}`
          : `gcloud compute project-info describe ${project}`;
      const own = about({
        resource: `Quota ${name}${kind === 'regional' ? ` in ${region}` : ''}`,
        expected: 'more than is used',
        evidence,
      });
      const observed = `${usage} of ${limit} used`;
      const tries = [
        {text: `Ask for more ${name} in IAM & Admin → Quotas, or give back what nobody uses.`, command: evidence},
      ];
      // A limit of GPUs matters to pools that may grow; nothing of it is used while they are at 0.
      if (isGpu(quota)) return limit > 0 && usage < limit ? [own.pass(observed)] : [own.warn(observed, tries)];
      if (usage > limit) return [own.fail(`${observed}: nothing can be made any more`, tries)];
      return usage === limit ? [own.warn(observed, tries)] : [own.pass(observed)];
    });
    const troubled = judged.filter(({verdict}) => verdict !== 'pass');
    if (troubled.length > 0 || judged.length === 0) return troubled;
    const seen = about({
      expected: 'more than is used',
      evidence: `gcloud compute regions describe ${region} ${project}`,
    });
    return [seen.pass(`${judged.length} quotas`)];
  },
};
