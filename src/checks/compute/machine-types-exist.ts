import type {Check} from '../../model/finding.js';
import {hasOwnAccelerators} from '../../model/gpu-hosts.js';
import {selectRegion} from '../../model/location.js';
import {selectPlannedPools} from '../../model/quota-need.js';
import {about} from '../about.js';
import {type MachinesFact, machinesProbe} from '../probes/machines-probe.js';
import {readFact} from '../read-fact.js';

/** Series that stand in for one another, the likeliest first. */
const preference = ['n2', 'n4', 'n2d', 'n4d', 'c4', 'c3', 'c3d', 'e2', 'n1', 't2d', 'c2'];

const seriesOf = (type: string) => type.split('-')[0] ?? '';

function selectAlternatives(fact: MachinesFact, type: string, zones: readonly string[]): readonly string[] {
  const lists = fact.alternatives.filter((entry) => entry.type === type && zones.includes(entry.zone));
  const common = (lists[0]?.types ?? []).filter((name) => lists.every(({types}) => types.includes(name)));
  const rank = (name: string) => (preference.indexOf(seriesOf(name)) + preference.length + 1) % (preference.length + 1);
  return [...common].sort((a, b) => rank(a) - rank(b));
}

export const machineTypesExist: Check = {
  id: 'compute/machine-types-exist',
  title: 'Every machine type of the plan exists in every zone that it goes to',
  why: 'A cluster cannot be moved. The runbook names n2-standard-16 in one place and n4-standard-16 in another: they are different series, and not every zone has both.',
  docs: 'https://cloud.google.com/compute/docs/regions-zones#available',
  runbook: '9',
  probes: [machinesProbe],
  needs: ['project/project-usable'],
  evaluate({config, facts}) {
    const fact = readFact(facts, machinesProbe);
    // A type that is made for its GPUs is where they are, and is judged with them.
    const pools = selectPlannedPools(config).filter(({machineType}) => !hasOwnAccelerators(machineType));
    const byType = Map.groupBy(pools, ({machineType}) => machineType);
    return [...byType].map(([type, own]) => {
      const wanted = [...new Set(own.flatMap(({zones}) => (zones.length > 0 ? zones : fact.zones)))];
      const places = fact.places[type] ?? [];
      const words = about({
        resource: `machine type ${type}`,
        expected: `offered in ${wanted.join(', ') || config.location}, for ${own.map(({name}) => name).join(', ')}`,
        evidence: `gcloud compute machine-types list --project=${config.project.id} --filter="name=${type}"`,
      });
      if (wanted.length === 0)
        return words.unknown(`${config.location} has no zones that could be looked at`, {
          kind: 'answer',
          missing: 'zones.list',
          message: `Google’s answer names no zone of ${config.location}`,
        });
      const missing = wanted.filter((zone) => !places.includes(zone));
      if (missing.length === 0) return words.pass(`offered in ${wanted.join(', ')}`);
      const others = selectAlternatives(fact, type, missing);
      const near = places.filter((zone) => selectRegion(zone) === selectRegion(config.location));
      return words.fail(
        places.length === 0 ? `${type} is offered nowhere` : `${type} is not offered in ${missing.join(', ')}`,
        [
          ...(others[0] === undefined
            ? []
            : [
                {
                  text: `Of the same class and size there: ${others.slice(0, 4).join(', ')}. Set machineType: ${others[0]}.`,
                },
              ]),
          ...(near.length > 0
            ? [{text: `Zones of the region that have ${type}: ${near.join(', ')}.`}]
            : places.length > 0
              ? [
                  {
                    text: `${type} is offered in ${places.slice(0, 6).join(', ')} and other zones: choose another location.`,
                  },
                ]
              : []),
          {
            text: 'See what the zone has.',
            command: `gcloud compute machine-types list --project=${config.project.id} --zones=${missing.join(',')}`,
          },
        ],
      );
    });
  },
};
