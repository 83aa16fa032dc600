import type {Diagnostic} from '../../model/diagnostic.js';
import {llmModels} from '../../model/llm-models.data.js';
import {nearestWord} from '../../model/nearest-word.js';

/** A model that is none, with the names that are. */
export function explainUnknownModel(text: string): Diagnostic {
  const names = llmModels.map(({name}) => name);
  const near = nearestWord(text, names);
  return {
    code: 'SHK_GPU_E2001',
    summary: `${text} is no model of the table and no number of parameters.`,
    detail: `Allowed: ${names.join(', ')}, or parameters such as 7b or 350m.`,
    field: '--model',
    tries: [
      near === undefined
        ? {text: 'Give the number of parameters.', command: 'shakinstall gpu-pool advise --model 7b'}
        : {text: `Did you mean ${near}?`, command: `shakinstall gpu-pool advise --model ${near}`},
    ],
    blame: 'user',
  };
}
