import type {Manifest} from '../../model/manifest.js';
import type {ImageChange} from '../../model/release-difference.js';
import {containersOf} from '../derive/pod-facts.js';
import {formatObject} from './format-object.js';

function listImages(manifests: readonly Manifest[]): ReadonlyMap<string, string> {
  return new Map(
    manifests.flatMap((manifest) =>
      containersOf(manifest).flatMap(
        ({name, image}): Array<[string, string]> =>
          typeof image === 'string' ? [[`${formatObject(manifest)}, ${String(name)}`, image]] : [],
      ),
    ),
  );
}

/** Which containers get another image. Jobs that carry their revision in their names are told apart from nothing. */
export function diffImages(before: readonly Manifest[], after: readonly Manifest[]): readonly ImageChange[] {
  const [from, to] = [listImages(before), listImages(after)];
  return [...new Set([...from.keys(), ...to.keys()])].flatMap((where): ImageChange[] => {
    const [old, next] = [from.get(where), to.get(where)];
    if (old === next) return [];
    return [{where, ...(old === undefined ? {} : {from: old}), ...(next === undefined ? {} : {to: next})}];
  });
}
