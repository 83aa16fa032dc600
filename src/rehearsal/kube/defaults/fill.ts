import type {Open} from '../object/kube-object.js';

/** Sets the fields of `target` that are absent, or empty texts, which Go cannot tell apart; returns `target`. */
export function fill(target: Open, defaults: Record<string, Open>): Open {
  for (const [name, value] of Object.entries(defaults))
    if (target[name] === undefined || target[name] === null || target[name] === '') target[name] = value;
  return target;
}
