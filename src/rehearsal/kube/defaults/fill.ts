import type {Open} from '../object/kube-object.js';

/** Sets the fields of `target` that are absent; returns `target`. */
export function fill(target: Open, defaults: Record<string, Open>): Open {
  for (const [name, value] of Object.entries(defaults))
    if (target[name] === undefined || target[name] === null) target[name] = value;
  return target;
}
