import {describe, expect, it} from 'vitest';
import {selectModelMemory, usualServing} from '../../../src/model/advise-gpus.js';
import {llmModels} from '../../../src/model/llm-models.data.js';
import {parseLlmModel, precisions} from '../../../src/model/parse-llm-model.js';

describe('a model as it is typed', () => {
  it.each(llmModels.map((model) => [model.name, model] as const))('knows %s of the table', (name, model) => {
    expect(parseLlmModel(name)).toEqual({model, isEstimated: false});
    expect(parseLlmModel(name.toUpperCase())?.model).toBe(model);
  });

  it('keeps the runbook’s advice only with the runbook’s precision', () => {
    expect(parseLlmModel('llama2-70b', 'bf16')?.model.recommended).not.toEqual([]);
    expect(parseLlmModel('llama2-70b', 'int4')?.model).toMatchObject({bitsPerWeight: 4, recommended: []});
  });

  it.each([
    ['7b', 7e9],
    ['350M', 350e6],
    ['1.5B', 1.5e9],
    ['7e9', 7e9],
    ['13000000000', 13e9],
  ])('reads %s as parameters', (text, parameters) => {
    expect(parseLlmModel(text)).toMatchObject({isEstimated: true, model: {parameters, bitsPerWeight: 16}});
  });

  it.each(['', 'b', '13', '0b', '-7b', '7 b', '1e99b', 'llama2-7', '7bb', 'NaN', '__proto__'])('refuses %j', (text) => {
    expect(parseLlmModel(text)).toBeUndefined();
  });

  it('never takes less cache for an unknown model than a known one of its size takes', () => {
    for (const model of llmModels) {
      const guessed = parseLlmModel(String(Math.round(model.parameters)))?.model;
      if (guessed === undefined) throw new Error(`${model.parameters} is not read`);
      expect(selectModelMemory(guessed, usualServing).cacheGb).toBeGreaterThanOrEqual(
        selectModelMemory(model, usualServing).cacheGb,
      );
    }
  });

  it('halves the weights with half the bits', () => {
    const weights = (precision: string) =>
      selectModelMemory(parseLlmModel('7b', precision)!.model, usualServing).weightsGb;
    expect(weights('int8')).toBe(weights('fp16') / 2);
    expect(weights('gptq')).toBe(weights('int4'));
    expect(precisions).toContain('gptq');
  });
});
