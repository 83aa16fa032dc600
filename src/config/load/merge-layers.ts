import {isGiven} from './is-given.js';
import type {Layer} from './layer.js';
import {isPlainObject} from './plain-data.js';
import type {FieldPath} from './problem.js';

/** One value from all layers, the strongest first. What is left empty counts as not given. */
export function mergeLayers(layers: readonly Layer[]): Readonly<Record<string, unknown>> {
  return layers
    .map(({value}) => withoutEmpty(value, []) as Readonly<Record<string, unknown>>)
    .reduceRight((weaker, stronger) => merge(weaker, stronger) as Readonly<Record<string, unknown>>, {});
}

/** The layer that decides about a path; undefined where nobody gave a value. */
export function selectLayer(layers: readonly Layer[], path: FieldPath): Layer | undefined {
  return layers.find(({value}) => isGiven(value, path));
}

function merge(weaker: unknown, stronger: unknown): unknown {
  if (!isPlainObject(weaker) || !isPlainObject(stronger)) return stronger;
  const keys = new Set([...Object.keys(weaker), ...Object.keys(stronger)]);
  return Object.fromEntries(
    [...keys].map((key) => [
      key,
      Object.hasOwn(stronger, key) && Object.hasOwn(weaker, key)
        ? merge(weaker[key], stronger[key])
        : Object.hasOwn(stronger, key)
          ? stronger[key]
          : weaker[key],
    ]),
  );
}

/** A chart's own values keep their nulls: helm takes null for “remove the default”. */
function withoutEmpty(value: unknown, path: FieldPath): unknown {
  if (path.length === 2 && path[0] === 'release' && path[1] === 'values') return value;
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null && inner !== undefined)
      .map(([key, inner]) => [key, withoutEmpty(inner, [...path, key])]),
  );
}
