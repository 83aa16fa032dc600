import {describe, expect, it} from 'vitest';
import {
  adviseGpus,
  formatModelMemory,
  isHeldBy,
  selectModelMemory,
  usualServing,
} from '../../../src/model/advise-gpus.js';
import {llmModels} from '../../../src/model/llm-models.data.js';

const rows = llmModels.flatMap((model) => model.recommended.map((row) => [model, row] as const));

describe('the table of models and GPUs', () => {
  it.each(rows.map(([model, row]) => [`${model.name} on ${row.count} × ${row.accelerator}`, model, row] as const))(
    '%s is the fewest that hold it',
    (_, model, {accelerator, count}) => {
      const option = adviseGpus(model, usualServing).find((one) => one.accelerator === accelerator);
      expect(option).toMatchObject({count, isRecommended: true});
      expect(option?.machineTypes).not.toEqual([]);
    },
  );

  it('goes beyond the runbook’s GPUs, with the machines that carry them', () => {
    const llama70 = llmModels.find(({name}) => name === 'llama2-70b');
    if (llama70 === undefined) throw new Error('no llama2-70b');
    const options = adviseGpus(llama70, usualServing).map(
      ({accelerator, count, machineTypes}) => `${count} × ${accelerator} in ${machineTypes[0]}`,
    );
    expect(options).toMatchInlineSnapshot(`
      [
        "8 × nvidia-l4 in g2-standard-96",
        "4 × nvidia-tesla-a100 in a2-highgpu-4g",
        "2 × nvidia-a100-80gb in a2-ultragpu-2g",
        "2 × nvidia-h100-80gb in a3-highgpu-2g",
        "8 × nvidia-h100-mega-80gb in a3-megagpu-8g",
        "8 × nvidia-h200-141gb in a3-ultragpu-8g",
        "8 × nvidia-b200 in a4-highgpu-8g",
      ]
    `);
  });

  it('takes more for longer contexts and more users', () => {
    const model = llmModels[0];
    if (model === undefined) throw new Error('no model');
    const alone = selectModelMemory(model, usualServing);
    const crowd = selectModelMemory(model, {contextTokens: 4096, batch: 8});
    expect(crowd.weightsGb).toBe(alone.weightsGb);
    expect(crowd.cacheGb).toBeCloseTo(8 * alone.cacheGb);
    expect(isHeldBy('nvidia-tesla-a100', 1, alone)).toBe(true);
    expect(isHeldBy('nvidia-tesla-a100', 1, crowd)).toBe(false);
    expect(isHeldBy('nvidia-of-tomorrow', 8, alone)).toBe(false);
    expect(formatModelMemory(alone, usualServing)).toBe(
      '26.0 GB of weights + 3.4 GB of KV cache (4096 tokens × 1) = 29.4 GB',
    );
  });
});
