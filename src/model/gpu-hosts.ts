import {type AcceleratorType, attachedAccelerators, builtInAccelerators} from './gpu-hosts.data.js';

/** Machine types for so many GPUs of a kind, the most usual first; empty where there are none. */
export function listMachineTypes(accelerator: AcceleratorType, count: number): readonly string[] {
  const most = attachedAccelerators[accelerator]?.[count];
  if (most !== undefined)
    return [
      'n1-standard-8',
      'n1-standard-16',
      'n1-standard-32',
      'n1-highmem-8',
      'n1-highmem-16',
      'n1-highmem-32',
    ].filter((name) => Number(name.split('-')[2]) <= most);
  return Object.entries(builtInAccelerators[accelerator] ?? {})
    .filter(([, number]) => number === count)
    .map(([name]) => name);
}

/** How many of a kind one node can have. */
export function listCounts(accelerator: AcceleratorType): readonly number[] {
  const counts = Object.keys(attachedAccelerators[accelerator] ?? {}).map(Number);
  return [...new Set([...counts, ...Object.values(builtInAccelerators[accelerator] ?? {})])].sort((a, b) => a - b);
}

/** Whether a machine type comes with its GPUs. */
export function hasOwnAccelerators(machineType: string): boolean {
  return Object.values(builtInAccelerators).some((machines) => machineType in machines);
}
