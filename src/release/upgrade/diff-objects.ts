import type {Manifest} from '../../model/manifest.js';
import type {ObjectName} from '../../model/release-difference.js';
import type {FieldChange} from '../../model/step.js';
import {manifestId} from '../manifests/manifest-id.js';
import {diffFields} from './diff-fields.js';
import {formatObject} from './format-object.js';
import {isHook} from './list-hooks.js';

/** An object that both releases have, with what the later one writes differently. */
export interface ChangedObject {
  readonly name: ObjectName;
  readonly manifest: Manifest;
  readonly fields: readonly FieldChange[];
}

/** The release's own number on everything is no change that anybody needs to be told. */
const isBookkeeping = ({path}: FieldChange) =>
  /^metadata\.labels\.(app\.kubernetes\.io\/version|helm\.sh\/chart)$/.test(path);

/** Jobs carry their revision in their names: each upgrade starts its own, and helm takes the last ones away. */
const isOfRevision = ({kind}: Manifest) => kind === 'Job';

/** Which objects of a chart come, go and change between two renderings. Hooks and Jobs are told apart from them. */
export function diffObjects(
  before: readonly Manifest[],
  after: readonly Manifest[],
  namespace: string,
): {
  readonly created: readonly ObjectName[];
  readonly deleted: readonly ObjectName[];
  readonly changed: readonly ChangedObject[];
} {
  const keyed = (manifests: readonly Manifest[]) =>
    new Map(
      manifests
        .filter((manifest) => !isHook(manifest) && !isOfRevision(manifest))
        .map((manifest) => [manifestId(manifest), manifest]),
    );
  const [old, next] = [keyed(before), keyed(after)];
  const changed = [...next].flatMap(([id, manifest]): ChangedObject[] => {
    const standing = old.get(id);
    const fields =
      standing === undefined
        ? []
        : diffFields(standing.object, manifest.object).filter((field) => !isBookkeeping(field));
    if (fields.length === 0) return [];
    const {metadata} = manifest.object;
    const object = {...manifest.object, metadata: {...metadata, namespace: metadata.namespace ?? namespace}};
    return [{name: formatObject(manifest), manifest: {...manifest, object}, fields}];
  });
  return {
    created: [...next].flatMap(([id, manifest]) => (old.has(id) ? [] : [formatObject(manifest)])),
    deleted: [...old].flatMap(([id, manifest]) => (next.has(id) ? [] : [formatObject(manifest)])),
    changed,
  };
}
