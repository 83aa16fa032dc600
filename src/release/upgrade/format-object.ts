import type {Manifest} from '../../model/manifest.js';
import type {ObjectName} from '../../model/release-difference.js';

/** Jobs carry their revision in their names, and some whether it was the first. */
const withoutRevision = (name: string) => name.replace(/(-(install|upgrade))?-\d+$/, '');

/** An object in words: `Deployment hyperplane-core/api-server`. A Job of one revision goes by what it has in common with those of others. */
export function formatObject({kind, namespace, name}: Pick<Manifest, 'kind' | 'namespace' | 'name'>): ObjectName {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${kind === 'Job' ? withoutRevision(name) : name}`;
}
