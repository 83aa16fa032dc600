import type {Check} from '../../model/finding.js';
import {hasOwnAccelerators} from '../../model/gpu-hosts.js';
import {about} from '../about.js';
import {acceleratorsProbe} from '../probes/accelerators-probe.js';
import {machinesProbe} from '../probes/machines-probe.js';
import {readFact} from '../read-fact.js';
import {rankPlaces} from './rank-places.js';

export const acceleratorsOffered: Check = {
  id: 'gpu/accelerators-offered',
  title: 'The zones of every GPU pool have its accelerator, and the machines that are made for it',
  why: 'Each type of GPU is in some zones only. A zonal cluster’s GPU pools lie in its region for good, so the choice of location decides.',
  docs: 'https://cloud.google.com/compute/docs/gpus/gpu-regions-zones',
  runbook: '9',
  probes: [acceleratorsProbe, machinesProbe],
  needs: ['project/project-usable'],
  evaluate({config, facts}) {
    const places = readFact(facts, acceleratorsProbe);
    const {places: machinePlaces} = readFact(facts, machinesProbe);
    return config.gpuPools.map((pool) => {
      const {accelerator} = pool;
      const wanted = pool.zones.length > 0 ? pool.zones : [config.location];
      const words = about({
        resource: `pool ${pool.name}`,
        expected: `${accelerator} listed in ${wanted.join(', ')}`,
        evidence: `gcloud compute accelerator-types list --project=${config.project.id} --filter="name=${accelerator}"`,
      });
      const listed = places.filter(({type}) => type === accelerator).map(({zone}) => zone);
      const machines = hasOwnAccelerators(pool.machineType) ? (machinePlaces[pool.machineType] ?? []) : listed;
      const missing = wanted.filter((zone) => !listed.includes(zone));
      const without = wanted.filter((zone) => !missing.includes(zone) && !machines.includes(zone));
      if (missing.length === 0 && without.length === 0)
        return words.pass(`${accelerator} is listed in ${wanted.join(', ')}`);
      const whole = listed.filter((zone) => machines.includes(zone));
      const near = rankPlaces(whole, config.location).slice(0, 6);
      const text = [
        ...(missing.length > 0 ? [`${accelerator} is not listed in ${missing.join(', ')}`] : []),
        ...(without.length > 0 ? [`${pool.machineType} is not offered in ${without.join(', ')}`] : []),
      ].join('; ');
      return words.fail(text, [
        near.length > 0
          ? {
              text: `Zones that have both, the nearest first: ${near.join(', ')}. Set the pool’s zones, or another location.`,
            }
          : {text: 'No zone has both: choose another accelerator or machine type.'},
      ]);
    });
  },
};
