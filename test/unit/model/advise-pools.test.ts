import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {usableShare, usualServing} from '../../../src/model/advise-gpus.js';
import {advisePools, type GpuOffer, unknownOffer} from '../../../src/model/advise-pools.js';
import {acceleratorTypes} from '../../../src/model/gpu-hosts.data.js';
import {listMachineTypes} from '../../../src/model/gpu-hosts.js';
import {llmModels} from '../../../src/model/llm-models.data.js';
import {parseLlmModel} from '../../../src/model/parse-llm-model.js';

const modelOf = (text: string) => {
  const parsed = parseLlmModel(text);
  if (parsed === undefined) throw new Error(`no model ${text}`);
  return parsed.model;
};
const advise = (text: string, offer: GpuOffer, location?: string) =>
  advisePools(modelOf(text), usualServing, location, offer).options;
const quota = (region: string, metric: string, limit: number) => ({region, quotas: [{metric, limit, usage: 0}]});

describe('pools that hold a model', () => {
  it('begin with the runbook’s own advice, then with the fewest GPUs', () => {
    const options = advise('llama2-13b', unknownOffer);
    const isRecommended = options.map((option) => option.isRecommended);
    expect(isRecommended.lastIndexOf(true)).toBe(2);
    expect(isRecommended.indexOf(false)).toBe(3);
    expect(options.slice(0, 3).map(({count, gpu}) => `${count} × ${gpu}`)).toEqual([
      '1 × A100 40 GB',
      '2 × L4',
      '4 × T4',
    ]);
  });

  it('lie nowhere that is known where no project answers', () => {
    expect(advise('llama2-70b', unknownOffer).every(({places}) => places === undefined)).toBe(true);
  });

  it('lie only where GPU and machine both are, the nearest with quota first', () => {
    const offer: GpuOffer = {
      ...unknownOffer,
      accelerators: ['us-east4-a', 'us-east4-c', 'us-west1-a', 'europe-west4-a'].map((zone) => ({
        type: 'nvidia-l4',
        zone,
      })),
      machines: {'g2-standard-24': ['us-east4-c', 'us-west1-a', 'europe-west4-a']},
      regions: [quota('us-east4', 'NVIDIA_L4_GPUS', 1), quota('us-west1', 'NVIDIA_L4_GPUS', 4)],
    };
    const options = advise('llama2-13b', offer, 'us-east4-a');
    expect(options.find(({accelerator}) => accelerator === 'nvidia-l4')?.places).toEqual([
      {zone: 'us-west1-a', onDemandLeft: 4, spotLeft: undefined, distance: 'continent'},
      {zone: 'us-east4-c', onDemandLeft: 1, spotLeft: undefined, distance: 'region'},
      {zone: 'europe-west4-a', onDemandLeft: undefined, spotLeft: undefined, distance: 'away'},
    ]);
    expect(options.find(({accelerator}) => accelerator === 'nvidia-tesla-t4')?.places).toEqual([]);
  });

  it('keep the own region’s zones, however many others have more quota', () => {
    const far = Array.from({length: 30}, (_, index) => `us-central${index + 1}-a`);
    const offer: GpuOffer = {
      ...unknownOffer,
      accelerators: ['europe-west4-a', ...far].map((zone) => ({type: 'nvidia-l4', zone})),
      regions: far.map((zone) => quota(zone.slice(0, -2), 'NVIDIA_L4_GPUS', 64)),
    };
    const l4 = advise('llama2-13b', offer, 'europe-west4-b').find(({accelerator}) => accelerator === 'nvidia-l4');
    expect(l4?.places).toHaveLength(9);
    expect(l4?.places?.at(-1)).toMatchObject({zone: 'europe-west4-a', onDemandLeft: undefined, distance: 'region'});
  });

  it('always hold it, with machines that carry them, and the fewest of their kind', () => {
    const texts = fc.oneof(
      fc.constantFrom(...llmModels.map(({name}) => name)),
      fc.integer({min: 1, max: 2000}).map((billions) => `${billions}b`),
    );
    fc.assert(
      fc.property(
        texts,
        fc.integer({min: 1, max: 200_000}),
        fc.integer({min: 1, max: 64}),
        (text, contextTokens, batch) => {
          const {memory, options} = advisePools(modelOf(text), {contextTokens, batch}, undefined, unknownOffer);
          for (const {usableGb, count, accelerator, machineType, memoryGb} of options) {
            expect(usableGb).toBeGreaterThanOrEqual(memory.totalGb);
            expect(usableGb).toBeCloseTo(memoryGb * usableShare);
            expect(listMachineTypes(accelerator, count)).toContain(machineType);
          }
          const types = options.map(({accelerator}) => accelerator);
          expect(new Set(types).size).toBe(types.length);
          expect(acceleratorTypes).toEqual(expect.arrayContaining(types));
        },
      ),
    );
  });
});
