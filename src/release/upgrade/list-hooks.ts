import type {Manifest} from '../../model/manifest.js';
import type {ReleaseHook} from '../../model/release-difference.js';
import {formatObject} from './format-object.js';

/** What of helm's moments belongs to an upgrade. https://helm.sh/docs/topics/charts_hooks/ */
const moments = ['pre-upgrade', 'post-upgrade'];

const annotationOf = ({object}: Manifest) => object.metadata.annotations?.['helm.sh/hook'];

/** Whether helm runs an object as a hook rather than keeping it. */
export function isHook(manifest: Manifest): boolean {
  return annotationOf(manifest) !== undefined;
}

/** Hooks that the upgrade runs, and Jobs that it starts. */
export function listHooks(manifests: readonly Manifest[]): readonly ReleaseHook[] {
  return manifests.flatMap((manifest): ReleaseHook[] => {
    const object = formatObject(manifest);
    const own = (annotationOf(manifest) ?? '').split(',').map((moment) => moment.trim());
    const hooks = own.filter((moment) => moments.includes(moment)).map((moment) => ({object, moment}));
    return hooks.length === 0 && manifest.kind === 'Job' && !isHook(manifest) ? [{object, moment: 'job'}] : hooks;
  });
}
