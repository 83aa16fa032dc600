import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {gpuZonesProbe} from '../probes/gpu-zones-probe.js';
import {readFact} from '../read-fact.js';
import {formatZoneRanking, notCapacity} from './format-zone-ranking.js';

export const zonesRanked: Check = {
  id: 'gpu/zones-ranked',
  title: 'The zones of every GPU pool have accelerator, machine type, version and quota together',
  why: 'Each of them alone is easily found; a pool comes up only where all of them meet. The nearest zones that have everything are named, for the day when this one is sold out.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/concepts/gpus',
  runbook: '9',
  probes: [gpuZonesProbe],
  needs: [
    'gpu/accelerators-offered',
    'gpu/machines-carry-accelerators',
    'gpu/quota-covers-pools',
    'gke/versions-overlap',
    'gke/version-newest-patch',
  ],
  evaluate({config, facts}) {
    return readFact(facts, gpuZonesProbe).flatMap(({pool: name, gpus, zones}) => {
      const pool = config.gpuPools.find((one) => one.name === name);
      if (pool === undefined) return [];
      const own = pool.zones.length > 0 ? pool.zones : [config.location];
      const words = about({
        resource: `pool ${name}`,
        expected: `${own.join(', ')} with everything that ${gpus} × ${pool.accelerator} need`,
        evidence: `gcloud compute accelerator-types list --project=${config.project.id} --filter="name=${pool.accelerator}"`,
      });
      const others = zones.filter(({zone}) => !own.includes(zone));
      const planned = zones.filter(({zone}) => own.includes(zone));
      const elsewhere = `Elsewhere, best first: ${formatZoneRanking(others)}.`;
      const isWhole = planned.length === own.length && planned.every(({isComplete}) => isComplete);
      if (isWhole) return [words.pass(`${formatZoneRanking(planned)}. ${elsewhere} ${notCapacity}`)];
      const dark = planned.flatMap(({gaps}) => gaps.filter((gap) => gap.endsWith('not known')));
      const found = `${formatZoneRanking(planned)}. ${notCapacity}`;
      if (planned.length === own.length && planned.every(({gaps}) => gaps.every((gap) => gap.endsWith('not known'))))
        return [
          words.unknown(found, {kind: 'answer', missing: `zones of ${name}`, message: [...new Set(dark)].join(', ')}),
        ];
      return [words.warn(found, [{text: elsewhere}])];
    });
  },
};
