import {
  formatImageName,
  formatImageReference,
  type ImageReference,
  parseImageReference,
} from '../../model/image-reference.js';

/**
 * Where an image stands in a mirror: the registry is exchanged and the rest of the name kept, as charts exchange it
 * that have one value for the registry of all images. `docker.io/bitnami/redis` in `HOST/PATH` is `HOST/PATH/bitnami/redis`.
 */
export function mirrorImage(reference: ImageReference, registry: string): ImageReference {
  const [host = '', ...path] = registry.replace(/\/+$/, '').split('/');
  return {...reference, registry: host, repository: [...path, reference.repository].join('/')};
}

/** Images of different registries that a mirror would put under one name. */
export function findMirrorClashes(
  references: readonly ImageReference[],
): ReadonlyArray<readonly [ImageReference, ImageReference]> {
  const taken = new Map<string, ImageReference>();
  return references.flatMap((reference) => {
    const place = `${reference.repository}:${reference.tag ?? reference.digest}`;
    const other = taken.get(place);
    if (other === undefined) taken.set(place, reference);
    return other === undefined || formatImageName(other) === formatImageName(reference) ? [] : [[other, reference]];
  });
}

/** Exchanges an image as it is written for the mirror's; what is no reference, and everything without a mirror, stays. */
export function selectMirror(registry: unknown): (image: string) => string {
  if (typeof registry !== 'string' || registry === '') return (image) => image;
  return (image) => {
    const reference = parseImageReference(image);
    return reference === undefined ? image : formatImageReference(mirrorImage(reference, registry));
  };
}
