import type {Open} from '../object/kube-object.js';
import {isRecord} from '../object/plain-values.js';

/** JSON merge patch: null removes, objects merge, all else replaces. https://www.rfc-editor.org/rfc/rfc7386 */
export function applyMergePatch(target: Open, patch: Open): Open {
  if (!isRecord(patch)) return patch;
  const result: Record<string, Open> = isRecord(target) ? {...target} : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = applyMergePatch(result[key], value);
  }
  return result;
}
