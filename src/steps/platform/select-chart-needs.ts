import type {Release} from '../../model/release.js';
import {stepKey} from '../../model/step.js';

/** Keys of the steps that apply what has to stand before the chart. */
export function selectEarlyManifests(release: Release): readonly string[] {
  return release.manifests
    .filter(({phase}) => phase === 'before-chart')
    .map(({path}) => stepKey('platform/apply-manifests', path));
}

/** Keys of the update scripts that run before the chart. */
export function selectEarlyUpdates({upgrade}: Release): readonly string[] {
  return upgrade.updates
    .filter(({phase}) => phase === 'before-chart')
    .map(({name}) => stepKey('upgrade/run-update', name));
}
