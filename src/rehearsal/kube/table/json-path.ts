import type {Open} from '../object/kube-object.js';
import {isRecord} from '../object/plain-values.js';

const stepPattern =
  /^(?:\.([^.[\]'"]+)|\.?\['([^']+)'\]|\.?\["([^"]+)"\]|\[(\d+|\*)\]|\[\?\(@\.([\w.-]+)\s*==\s*(?:"([^"]*)"|'([^']*)'|([\w.]+))\)\])/;

function selectField(value: Open, name: string): readonly Open[] {
  if (name === '*') return isRecord(value) ? Object.values(value) : Array.isArray(value) ? value : [];
  return isRecord(value) && name in value ? [value[name]] : [];
}

/**
 * The values at a JSONPath such as `.status.conditions[?(@.type=="Ready")].status`: fields, indexes, wildcards
 * and filters by equality, which is what printer columns use. A path outside of that selects nothing.
 */
export function readJsonPath(root: Open, path: string): readonly Open[] {
  let rest = path.replace(/\\\./g, '\u0001');
  let values: readonly Open[] = [root];
  while (rest !== '') {
    const match = rest.match(stepPattern);
    if (!match) return [];
    const [whole, field, quoted, doubleQuoted, index, filterPath, ...expected] = match;
    const name = (field ?? quoted ?? doubleQuoted)?.replaceAll('\u0001', '.');
    if (name !== undefined) values = values.flatMap((value) => selectField(value, name));
    else if (filterPath !== undefined) {
      const wanted = expected.find((text) => text !== undefined);
      values = values
        .flatMap((value) => (Array.isArray(value) ? value : []))
        .filter((item) => String(filterPath.split('.').reduce((inner: Open, key) => inner?.[key], item)) === wanted);
    } else if (index === '*') values = values.flatMap((value) => (Array.isArray(value) ? value : []));
    else
      values = values.flatMap((value) =>
        Array.isArray(value) && value[Number(index)] !== undefined ? [value[Number(index)]] : [],
      );
    rest = rest.slice(whole.length);
  }
  return values;
}
