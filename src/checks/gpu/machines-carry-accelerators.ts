import type {Check} from '../../model/finding.js';
import {
  type AcceleratorType,
  acceleratorTypes,
  attachedAccelerators,
  builtInAccelerators,
} from '../../model/gpu-hosts.data.js';
import {listCounts, listMachineTypes} from '../../model/gpu-hosts.js';
import {about} from '../about.js';
import {acceleratorsProbe} from '../probes/accelerators-probe.js';
import {machinesProbe} from '../probes/machines-probe.js';
import {readFact} from '../read-fact.js';

/** Why a machine cannot carry so many GPUs; undefined where it can. */
function findMismatch(accelerator: AcceleratorType, count: number, machineType: string, cpus: number | undefined) {
  const built = builtInAccelerators[accelerator];
  if (built !== undefined) {
    const own = built[machineType];
    if (own === count) return undefined;
    return own === undefined ? `${machineType} has no ${accelerator}` : `${machineType} has ${own}, not ${count}`;
  }
  const most = attachedAccelerators[accelerator]?.[count];
  if (most === undefined) return `one machine carries ${listCounts(accelerator).join(', ')} of it, not ${count}`;
  if (!machineType.startsWith('n1-')) return `${accelerator} is attached to N1 machines only`;
  return cpus !== undefined && cpus > most ? `${count} of it serve at most ${most} vCPUs, not ${cpus}` : undefined;
}

export const machinesCarryAccelerators: Check = {
  id: 'gpu/machines-carry-accelerators',
  title: 'The machine type of every GPU pool carries its accelerator in that number',
  why: 'GPUs are built into machine types or attached to N1 machines, in certain numbers only; everything else is refused after the cluster stands.',
  docs: 'https://cloud.google.com/compute/docs/gpus',
  runbook: '10',
  probes: [acceleratorsProbe, machinesProbe],
  needs: ['gpu/accelerators-offered', 'compute/machine-types-exist'],
  evaluate({config, facts}) {
    const places = readFact(facts, acceleratorsProbe);
    const {cpus} = readFact(facts, machinesProbe);
    return config.gpuPools.map(({name, accelerator, count, machineType, zones}) => {
      const words = about({
        resource: `pool ${name}`,
        expected: `${machineType} carries ${count} × ${accelerator}`,
        evidence: `gcloud compute machine-types list --project=${config.project.id} --filter="name=${machineType}" --format="table(name,zone,accelerators)"`,
      });
      const type = acceleratorTypes.find((known) => known === accelerator);
      if (type === undefined)
        return words.unknown(`which machines carry ${accelerator} is not known`, {
          kind: 'answer',
          missing: accelerator,
          message: `this version of shakinstall does not know which machines carry ${accelerator}`,
        });
      const own = zones.length > 0 ? zones : [config.location];
      const told = places.filter((place) => place.type === accelerator && own.includes(place.zone));
      const most = Math.min(...told.map(({maximumPerInstance}) => maximumPerInstance));
      const mismatch =
        findMismatch(type, count, machineType, cpus[machineType]) ??
        // Google tells nothing of it for types that come built in.
        (attachedAccelerators[type] !== undefined && most > 0 && count > most
          ? `at most ${most} of it on one machine there`
          : undefined);
      if (mismatch === undefined) return words.pass(`${machineType} carries ${count}`);
      const fitting = listMachineTypes(type, count);
      return words.fail(mismatch, [
        fitting[0] === undefined
          ? {text: `Set count to one of ${listCounts(type).join(', ')}.`}
          : {text: `Machines that carry ${count}: ${fitting.join(', ')}. Set machineType: ${fitting[0]}.`},
      ]);
    });
  },
};
