import type {Diagnostic} from '../../model/diagnostic.js';
import type {Layer} from './layer.js';
import {selectLayer} from './merge-layers.js';
import {formatPath, type Problem} from './problem.js';

/** Problems as diagnostics: with the place in the file, or the flag or variable that gave the value. */
export function locateProblems(problems: readonly Problem[], layers: readonly Layer[]): Diagnostic[] {
  return problems.map(({code, path, summary, detail, tries, isAboutKey = false}) => {
    const layer = selectLayer(layers, path) ?? layers.find(({source}) => source === 'file');
    const location = layer?.locate(path, isAboutKey);
    const isElsewhere = layer?.source === 'flag' || layer?.source === 'env';
    const origin = isElsewhere ? `Given by ${layer.origin(path)}.` : undefined;
    const whole = [detail, origin].filter((part) => part !== undefined).join(' ');
    return {
      code,
      summary,
      ...(whole === '' ? {} : {detail: whole}),
      ...(location === undefined ? {} : {location}),
      field: formatPath(path),
      tries,
      blame: 'user' as const,
    };
  });
}
