import {findMachineMisfit} from '../../model/find-machine-misfit.js';
import {formatPath, type Problem} from '../load/problem.js';
import type {View} from './view.js';

/** Machine types and numbers of GPUs that an accelerator does not come with. */
export function findAcceleratorMismatches({gpuPools}: View): Problem[] {
  return (gpuPools ?? []).flatMap(({accelerator, machineType, count = 1}, index) => {
    if (accelerator === undefined || machineType === undefined) return [];
    const found = findMachineMisfit(accelerator, machineType, count);
    if (found === undefined) return [];
    const path = ['gpuPools', index, found.field];
    const value = found.field === 'count' ? count : machineType;
    return [
      {
        code: 'SHK_CONFIG_E0016' as const,
        path,
        summary: `${formatPath(path)} cannot be ${value} with ${accelerator}.`,
        detail: `Allowed: ${found.allowed}.`,
        tries: [{text: found.advice}],
      },
    ];
  });
}
