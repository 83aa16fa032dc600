import type {ApiUse} from '../../model/cluster-upgrade-facts.js';
import type {Manifest} from '../../model/manifest.js';
import type {RemovedApi} from '../../model/removed-apis.data.js';
import {formatObject} from './format-object.js';

/** Manifests of the release that are written in versions which go. */
export function findRemovedApis(manifests: readonly Manifest[], removed: readonly RemovedApi[]): readonly ApiUse[] {
  return removed.flatMap((api): ApiUse[] => {
    const where = manifests
      .filter(({apiVersion, kind}) => apiVersion === api.apiVersion && kind === api.kind)
      .map(formatObject);
    return where.length === 0 ? [] : [{...api, where, by: 'the release'}];
  });
}
