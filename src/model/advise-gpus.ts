import {type AcceleratorType, acceleratorTypes} from './gpu-hosts.data.js';
import {listCounts, listMachineTypes} from './gpu-hosts.js';
import {gpuTypes} from './gpu-types.data.js';
import type {LlmModel} from './llm-models.data.js';

/** How a model is served: tokens of one conversation, and conversations at once. */
export interface Serving {
  readonly contextTokens: number;
  readonly batch: number;
}

/** Llama 2's own context, for one user. */
export const usualServing: Serving = {contextTokens: 4096, batch: 1};

/** The share of a GPU's memory that weights and cache may take; the rest is the runtime's own and its activations'. */
export const usableShare = 0.9;

/** Bytes that a model takes in GPU memory, in GB of 10⁹. */
export interface ModelMemory {
  readonly weightsGb: number;
  readonly cacheGb: number;
  readonly totalGb: number;
}

/**
 * Weights are parameters × bits; the KV cache keeps a key and a value of 16 bits for each layer, head and token.
 * https://arxiv.org/abs/2211.05102
 */
export function selectModelMemory(model: LlmModel, {contextTokens, batch}: Serving): ModelMemory {
  const weightsGb = (model.parameters * model.bitsPerWeight) / 8 / 1e9;
  const cacheGb = (2 * 2 * model.layers * model.keyValueHeads * model.headSize * contextTokens * batch) / 1e9;
  return {weightsGb, cacheGb, totalGb: weightsGb + cacheGb};
}

/** A number of GPUs of one type in one machine that holds a model. */
export interface GpuOption {
  readonly accelerator: AcceleratorType;
  readonly count: number;
  readonly machineTypes: readonly string[];
  /** Memory of all of them together, and what of it may be used. */
  readonly memoryGb: number;
  readonly usableGb: number;
  readonly isRecommended: boolean;
}

/** Whether so many GPUs hold so much. */
export function isHeldBy(accelerator: string, count: number, memory: ModelMemory): boolean {
  const facts = gpuTypes[accelerator as AcceleratorType];
  return facts !== undefined && facts.memoryGb * count * usableShare >= memory.totalGb;
}

/** For each type of GPU the fewest of one machine that hold the model; types of which no machine has enough are left out. */
export function adviseGpus(model: LlmModel, serving: Serving): readonly GpuOption[] {
  const memory = selectModelMemory(model, serving);
  return acceleratorTypes.flatMap((accelerator): GpuOption[] => {
    const count = listCounts(accelerator).find((candidate) => isHeldBy(accelerator, candidate, memory));
    if (count === undefined) return [];
    const memoryGb = gpuTypes[accelerator].memoryGb * count;
    return [
      {
        accelerator,
        count,
        machineTypes: listMachineTypes(accelerator, count),
        memoryGb,
        usableGb: memoryGb * usableShare,
        isRecommended: model.recommended.some((row) => row.accelerator === accelerator && row.count === count),
      },
    ];
  });
}

/** The arithmetic in one line: `26.0 GB of weights + 3.4 GB of KV cache (4096 tokens × 1) = 29.4 GB`. */
export function formatModelMemory(memory: ModelMemory, {contextTokens, batch}: Serving): string {
  const gb = (value: number) => `${value.toFixed(1)} GB`;
  return `${gb(memory.weightsGb)} of weights + ${gb(memory.cacheGb)} of KV cache (${contextTokens} tokens × ${batch}) = ${gb(memory.totalGb)}`;
}
