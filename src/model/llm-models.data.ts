/** A row of the platform's table of models and GPUs, with what its arithmetic needs. */
export interface LlmModel {
  readonly name: string;
  readonly parameters: number;
  readonly bitsPerWeight: number;
  /** Shape of the attention, which the KV cache follows. */
  readonly layers: number;
  readonly keyValueHeads: number;
  readonly headSize: number;
  /** What the table of the runbook's chapter on LLMs recommends: GPUs by accelerator type. */
  readonly recommended: ReadonlyArray<{readonly accelerator: string; readonly count: number}>;
}

/** https://huggingface.co/meta-llama/Llama-2-13b-hf and https://huggingface.co/meta-llama/Llama-2-70b-hf, config.json, read 2026-11. */
const llama13 = {parameters: 13.016e9, layers: 40, keyValueHeads: 40, headSize: 128} as const;
const llama70 = {parameters: 68.977e9, layers: 80, keyValueHeads: 8, headSize: 128} as const;

const [t4, l4, a100] = ['nvidia-tesla-t4', 'nvidia-l4', 'nvidia-tesla-a100'] as const;

/** The table of the runbook's chapter on LLMs, row by row. */
export const llmModels: readonly LlmModel[] = [
  {
    name: 'llama2-13b',
    ...llama13,
    bitsPerWeight: 16,
    recommended: [
      {accelerator: t4, count: 4},
      {accelerator: a100, count: 1},
      {accelerator: l4, count: 2},
    ],
  },
  {
    name: 'llama2-13b-quantized',
    ...llama13,
    bitsPerWeight: 8,
    recommended: [
      {accelerator: t4, count: 2},
      {accelerator: l4, count: 1},
    ],
  },
  {name: 'llama2-70b', ...llama70, bitsPerWeight: 16, recommended: [{accelerator: a100, count: 4}]},
  {name: 'llama2-70b-quantized', ...llama70, bitsPerWeight: 8, recommended: [{accelerator: a100, count: 2}]},
  {
    name: 'llama2-70b-gptq',
    ...llama70,
    bitsPerWeight: 4,
    recommended: [
      {accelerator: l4, count: 2},
      {accelerator: t4, count: 4},
    ],
  },
];
