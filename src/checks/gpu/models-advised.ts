import {
  adviseGpus,
  formatModelMemory,
  isHeldBy,
  selectModelMemory,
  usableShare,
  usualServing,
} from '../../model/advise-gpus.js';
import type {Check} from '../../model/finding.js';
import type {AcceleratorType} from '../../model/gpu-hosts.data.js';
import {gpuTypes} from '../../model/gpu-types.data.js';
import {llmModels} from '../../model/llm-models.data.js';
import {about} from '../about.js';

/** The largest Llama of the table that the pool holds, or the smallest that it does not, with the arithmetic. */
function advise(accelerator: string, count: number): string {
  const facts = gpuTypes[accelerator as AcceleratorType];
  const held = llmModels.filter((model) => isHeldBy(accelerator, count, selectModelMemory(model, usualServing)));
  const memory =
    facts === undefined ? '' : `${count} × ${facts.memoryGb} GB, ${Math.round(usableShare * 100)} % of it usable`;
  const sized = [...(held.length > 0 ? held : llmModels)].sort(
    (a, b) => selectModelMemory(a, usualServing).totalGb - selectModelMemory(b, usualServing).totalGb,
  );
  const model = held.length > 0 ? sized.at(-1) : sized[0];
  if (model === undefined || facts === undefined) return 'no advice for this accelerator';
  const sum = formatModelMemory(selectModelMemory(model, usualServing), usualServing);
  if (held.length > 0)
    return `one node (${memory}) holds ${held.map(({name}) => name).join(', ')}; the largest, ${model.name}, takes ${sum}`;
  const options = adviseGpus(model, usualServing).filter(({isRecommended}) => isRecommended);
  const text = options.map((option) => `${option.count} × ${gpuTypes[option.accelerator].name}`).join(' or ');
  return `one node (${memory}) holds no Llama of the table; the smallest, ${model.name}, takes ${sum}: ${text}`;
}

export const modelsAdvised: Check = {
  id: 'gpu/models-advised',
  title: 'It is known which of the runbook’s models each GPU pool holds',
  why: 'Weights and KV cache have to fit into the GPUs of one node. The runbook’s table says which do; here is its arithmetic for the pools of the plan. It is advice: pools serve other ends too.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/best-practices/machine-learning/inference/llm-optimization',
  probes: [],
  needs: [],
  evaluate: ({config}) =>
    config.gpuPools.map(({name, accelerator, count}) =>
      about({resource: `pool ${name}`, expected: 'advice, not a demand'}).pass(advise(accelerator, count)),
    ),
};
