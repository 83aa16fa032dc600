import type {Release} from '../../model/release.js';

/** The images that a release names itself, whatever its chart renders to: those of its list, and those that its update scripts run in. */
export function listNamedImages({images, upgrade}: Pick<Release, 'images' | 'upgrade'>): readonly string[] {
  return [...new Set([...images, ...upgrade.updates.map(({image}) => image)])].sort();
}
