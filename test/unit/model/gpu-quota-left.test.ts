import {describe, expect, it} from 'vitest';
import {selectGpuQuotaLeft} from '../../../src/model/gpu-quota-left.js';
import type {InstanceState} from '../../../src/model/ports/compute.js';

const region = 'us-east4';
const unknown = {regions: undefined, families: undefined, instances: undefined};
const machine = (accelerator: string, count: number, traits: Partial<InstanceState> = {}): InstanceState => ({
  zone: `${region}-a`,
  machineType: 'any',
  accelerator: {type: accelerator, count},
  isSpot: false,
  ...traits,
});

describe('GPUs that a limit leaves', () => {
  const t4 = {accelerator: 'nvidia-tesla-t4', isSpot: false, region};
  const regions = [
    {
      region,
      quotas: [
        {metric: 'NVIDIA_T4_GPUS', limit: 8, usage: 6},
        {metric: 'PREEMPTIBLE_NVIDIA_T4_GPUS', limit: 3, usage: 0},
      ],
    },
  ];

  it('is the region’s own limit, apart for spot machines', () => {
    expect(selectGpuQuotaLeft(t4, {...unknown, regions})).toBe(2);
    expect(selectGpuQuotaLeft({...t4, isSpot: true}, {...unknown, regions})).toBe(3);
  });

  it('is not known for another region, for no answer, and for a type without a limit', () => {
    expect(selectGpuQuotaLeft({...t4, region: 'us-east1'}, {...unknown, regions})).toBeUndefined();
    expect(selectGpuQuotaLeft(t4, unknown)).toBeUndefined();
    expect(selectGpuQuotaLeft({...t4, accelerator: 'nvidia-z9'}, {...unknown, regions})).toBeUndefined();
  });

  it('is never less than none, and gives a pool back what it has itself', () => {
    const over = [{region, quotas: [{metric: 'NVIDIA_T4_GPUS', limit: 4, usage: 6}]}];
    expect(selectGpuQuotaLeft(t4, {...unknown, regions: over})).toBe(0);
    const instances = [machine('nvidia-tesla-t4', 2, {nodePool: 'mine'}), machine('nvidia-tesla-t4', 4)];
    const isOwn = ({nodePool}: InstanceState) => nodePool === 'mine';
    expect(selectGpuQuotaLeft(t4, {...unknown, regions, instances}, isOwn)).toBe(4);
  });

  it('counts what stands where only a family’s limit is told', () => {
    const h100 = {accelerator: 'nvidia-h100-80gb', isSpot: false, region};
    const families = [{family: 'NVIDIA_H100', region, limit: 16}];
    const instances = [
      machine('nvidia-h100-80gb', 8),
      machine('nvidia-h100-80gb', 4, {isSpot: true}),
      machine('nvidia-h100-80gb', 4, {zone: 'us-east1-b'}),
      machine('nvidia-l4', 1),
    ];
    expect(selectGpuQuotaLeft(h100, {...unknown, families, instances})).toBe(8);
    expect(selectGpuQuotaLeft(h100, {...unknown, families})).toBeUndefined();
    expect(selectGpuQuotaLeft(h100, {...unknown, instances})).toBeUndefined();
  });
});
