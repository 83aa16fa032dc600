import {type AcceleratorType, attachedAccelerators, builtInAccelerators} from './gpu-hosts.data.js';
import {listMachineTypes} from './gpu-hosts.js';

/** A machine type or a number of GPUs that does not go with the other. */
export interface MachineMisfit {
  readonly field: 'count' | 'machineType';
  readonly allowed: string;
  readonly advice: string;
}

/** What keeps a machine type from carrying so many GPUs of a type; undefined where it carries them. */
export function findMachineMisfit(
  accelerator: AcceleratorType,
  machineType: string,
  count: number,
): MachineMisfit | undefined {
  const attached = attachedAccelerators[accelerator];
  return attached === undefined
    ? checkBuiltIn(accelerator, machineType, count)
    : checkAttached(accelerator, attached, machineType, count);
}

function checkAttached(
  accelerator: AcceleratorType,
  most: Readonly<Record<number, number>>,
  machineType: string,
  count: number,
): MachineMisfit | undefined {
  const counts = Object.keys(most).map(Number);
  const cpus = Number(/^n1-(?:standard|highmem|highcpu|custom)-(\d+)/.exec(machineType)?.[1] ?? Number.NaN);
  const limit = most[count];
  if (Number.isNaN(cpus)) {
    const allowed = `machines of the N1 series, up to ${limit ?? Math.max(...Object.values(most))} vCPUs`;
    return {
      field: 'machineType',
      allowed,
      advice: `Write ${listMachineTypes(accelerator, count)[0] ?? 'n1-standard-8'}.`,
    };
  }
  if (limit === undefined)
    return {
      field: 'count',
      allowed: counts.join(', '),
      advice: `Write ${counts.find((other) => other >= count) ?? counts.at(-1)}.`,
    };
  if (cpus <= limit) return undefined;
  const fitting = counts.find((other) => (most[other] ?? 0) >= cpus);
  return {
    field: 'machineType',
    allowed: `at most ${limit} vCPUs with ${count} of them`,
    advice:
      fitting === undefined ? 'Take a smaller machine type.' : `Take a smaller machine type, or set count: ${fitting}.`,
  };
}

function checkBuiltIn(accelerator: AcceleratorType, machineType: string, count: number): MachineMisfit | undefined {
  const machines = builtInAccelerators[accelerator] ?? {};
  const built = machines[machineType];
  if (built === count) return undefined;
  if (built !== undefined) {
    const other = listMachineTypes(accelerator, count)[0];
    return {
      field: 'count',
      allowed: `${built}, because ${machineType} has as many built in`,
      advice: other === undefined ? `Write count: ${built}.` : `Write count: ${built}, or machineType: ${other}.`,
    };
  }
  const fitting = listMachineTypes(accelerator, count);
  return {
    field: 'machineType',
    allowed: Object.entries(machines)
      .map(([name, number]) => `${name} (${number})`)
      .join(', '),
    advice: fitting[0] === undefined ? `Write ${Object.keys(machines)[0]}.` : `Write ${fitting[0]}.`,
  };
}
