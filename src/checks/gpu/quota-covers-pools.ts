import type {Check} from '../../model/finding.js';
import {formatQuotaKey, type QuotaKey, selectGpuQuota} from '../../model/quota-key.js';
import {isGpuQuota} from '../compute/is-gpu-quota.js';
import {judgeQuotaNeeds} from '../compute/judge-quota-needs.js';
import {gpuZonesProbe} from '../probes/gpu-zones-probe.js';
import {machinesProbe} from '../probes/machines-probe.js';
import {quotasProbe} from '../probes/quotas-probe.js';
import {standingProbe} from '../probes/standing-probe.js';
import {readFact} from '../read-fact.js';
import {formatZoneRanking, notCapacity} from './format-zone-ranking.js';

const isSameQuota = (a: QuotaKey | undefined, b: QuotaKey) =>
  a !== undefined && a.kind === b.kind && formatQuotaKey(a) === formatQuotaKey(b);

export const quotaCoversPools: Check = {
  id: 'gpu/quota-covers-pools',
  title: 'The limits of GPUs cover every GPU pool at its maximum',
  why: 'A new project may use no GPU at all: there is a limit for each type and region, another one for spot machines, and one over all regions. On-demand, spot and reserved GPUs are counted apart.',
  docs: 'https://cloud.google.com/compute/resource-usage#gpu_quota',
  runbook: '10',
  probes: [quotasProbe, machinesProbe, standingProbe, gpuZonesProbe],
  needs: ['gpu/accelerators-offered', 'compute/machine-types-exist'],
  evaluate(inputs) {
    const {config, facts} = inputs;
    const ranked = readFact(facts, gpuZonesProbe);
    const selectReserved = (key: QuotaKey) =>
      config.gpuPools
        // Spot machines take from no reservation.
        .filter(
          ({accelerator, spot}) =>
            !spot && (key.kind === 'global' || isSameQuota(selectGpuQuota(accelerator, spot), key)),
        )
        .reduce((sum, {name}) => {
          const found = ranked.find(({pool}) => pool === name);
          return sum + (found === undefined ? 0 : Math.min(found.reserved, found.gpus));
        }, 0);
    return judgeQuotaNeeds(inputs, isGpuQuota, selectReserved).map((judgement) => {
      if (judgement.verdict !== 'fail') return judgement;
      const elsewhere = ranked.map(({pool, zones}) => `${pool}: ${formatZoneRanking(zones)}`).join('; ');
      return {
        ...judgement,
        tries: [
          ...judgement.tries,
          {text: `Zones by accelerator, machine type, version and quota: ${elsewhere}. ${notCapacity}`},
        ],
      };
    });
  },
};
