import {type LlmModel, llmModels} from './llm-models.data.js';

/** How many bits a weight takes, by the names that people use. */
const bitsByPrecision: Readonly<Record<string, number>> = {
  fp32: 32,
  fp16: 16,
  bf16: 16,
  fp8: 8,
  int8: 8,
  int4: 4,
  gptq: 4,
};

export const precisions: readonly string[] = Object.keys(bitsByPrecision);

const units: Readonly<Record<string, number>> = {b: 1e9, m: 1e6};

/** Heads of this size are usual. https://arxiv.org/abs/2307.09288 */
const headSize = 128;

/**
 * A model of which only the number of parameters is known. A transformer has about 12 × layers × width² of them, and
 * its width is about 128 × its layers; every head has its own keys and values, which is the most that a cache takes.
 * https://arxiv.org/abs/2001.08361
 */
function estimateShape(parameters: number): Pick<LlmModel, 'layers' | 'keyValueHeads' | 'headSize'> {
  const layers = Math.max(1, Math.ceil(Math.cbrt(parameters / (12 * headSize ** 2))));
  return {layers, keyValueHeads: layers, headSize};
}

/**
 * A model by its name in the platform's table, or by its parameters (`7b`, `350m`, `7e9`); undefined where it is
 * neither. `precision` is one of `precisions`; without it a named model keeps its own and any other has 16 bits.
 */
export function parseLlmModel(
  text: string,
  precision?: string,
): {readonly model: LlmModel; readonly isEstimated: boolean} | undefined {
  const bits = precision === undefined ? undefined : bitsByPrecision[precision];
  const named = llmModels.find(({name}) => name === text.toLowerCase());
  if (named !== undefined) {
    // What the table recommends holds for the table's own precision.
    const isOther = bits !== undefined && bits !== named.bitsPerWeight;
    return {model: isOther ? {...named, bitsPerWeight: bits, recommended: []} : named, isEstimated: false};
  }
  const [, amount, unit] = /^(\d+(?:\.\d+)?(?:e\d{1,2})?)([bm]?)$/i.exec(text) ?? [];
  if (amount === undefined || unit === undefined) return undefined;
  const parameters = Number(amount) * (units[unit.toLowerCase()] ?? 1);
  // Below a million somebody meant billions and left the letter out; above 10¹⁴ nothing exists.
  if (parameters < 1e6 || parameters > 1e14) return undefined;
  const model = {name: text, parameters, bitsPerWeight: bits ?? 16, ...estimateShape(parameters), recommended: []};
  return {model, isEstimated: true};
}
