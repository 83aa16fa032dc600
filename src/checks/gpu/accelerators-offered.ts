import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {acceleratorsProbe} from '../probes/accelerators-probe.js';
import {readFact} from '../read-fact.js';
import {rankPlaces} from './rank-places.js';

export const acceleratorsOffered: Check = {
  id: 'gpu/accelerators-offered',
  title: 'The zones of every GPU pool list its accelerator',
  why: 'Each type of GPU is in some zones only. A zonal cluster’s GPU pools lie in its region for good, so the choice of location decides.',
  docs: 'https://cloud.google.com/compute/docs/gpus/gpu-regions-zones',
  runbook: '9',
  probes: [acceleratorsProbe],
  needs: ['credentials/identity-present'],
  evaluate({config, facts}) {
    const places = readFact(facts, acceleratorsProbe);
    return config.gpuPools.map((pool) => {
      const {accelerator} = pool;
      const wanted = pool.zones.length > 0 ? pool.zones : [config.location];
      const words = about({
        resource: `pool ${pool.name}`,
        expected: `${accelerator} listed in ${wanted.join(', ')}`,
        evidence: `gcloud compute accelerator-types list --project=${config.project.id} --filter="name=${accelerator}"`,
      });
      const listed = places.filter(({type}) => type === accelerator).map(({zone}) => zone);
      const missing = wanted.filter((zone) => !listed.includes(zone));
      if (missing.length === 0) return words.pass(`${accelerator} is listed in ${wanted.join(', ')}`);
      const near = rankPlaces(listed, config.location).slice(0, 6);
      return words.fail(`${accelerator} is not listed in ${missing.join(', ')}`, [
        near.length > 0
          ? {text: `It is listed in ${near.join(', ')}, the nearest first: set the pool’s zones, or another location.`}
          : {text: 'No zone lists it: choose another accelerator.'},
      ]);
    });
  },
};
