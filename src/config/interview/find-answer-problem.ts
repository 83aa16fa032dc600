import {type Diagnostic, isErrorDiagnostic} from '../../model/diagnostic.js';
import {loadConfig} from '../load-config.js';
import type {Answers} from './question.js';

/** What the schema and its rules find wrong with the field at a path, in one line; nothing where it is right. */
export function findAnswerProblem(answers: Answers, path: string, isOptional: boolean): string | undefined {
  const isHere = ({field = ''}: Diagnostic) =>
    field === path || field.startsWith(`${path}.`) || field.startsWith(`${path}[`);
  const {diagnostics} = loadConfig({files: [], answers});
  const found = diagnostics.find(
    (diagnostic) => isErrorDiagnostic(diagnostic) && isHere(diagnostic) && isAnswerable(diagnostic, path, isOptional),
  );
  if (found === undefined) return undefined;
  const suggestion = found.tries.find(({text}) => text.startsWith('Did you mean'))?.text;
  return [found.summary, suggestion ?? found.detail].filter((part) => part !== undefined).join(' ');
}

/** What is still missing below the field is asked later. */
function isAnswerable({code, field}: Diagnostic, path: string, isOptional: boolean): boolean {
  return code !== 'SHK_CONFIG_E0008' || (field === path && !isOptional);
}
