import {parseImageReference} from '../../model/image-reference.js';
import type {Manifest} from '../../model/manifest.js';
import {containersOf, imagesOf, itemsOf} from '../derive/pod-facts.js';

/** `--acme-http01-solver-image=quay.io/…:v1`: an image that a program starts by itself, with its registry. */
const argument = /^--[\w-]+=([\w.-]+\.[a-z]{2,}(?::\d+)?\/[^\s=]+[:@][^\s=/]+)$/;

/** The image that a program is told to start, where an argument of it is one. */
function selectNamedImage(text: unknown): string | undefined {
  const image = typeof text === 'string' ? argument.exec(text)?.[1] : undefined;
  return image === undefined || parseImageReference(image) === undefined ? undefined : image;
}

/** Images of an object: of its containers, of what its operator starts, and those that its programs are told to start. */
export function selectManifestImages(manifest: Manifest): readonly string[] {
  const told = containersOf(manifest).flatMap(({args, command}) =>
    [...itemsOf(command), ...itemsOf(args)].flatMap((text) => selectNamedImage(text) ?? []),
  );
  return [...new Set([...imagesOf(manifest), ...told])].filter((image) => image !== '');
}

/** The object with its images exchanged, wherever in it they are named whole. */
export function exchangeImages(manifest: Manifest, exchange: (image: string) => string): Manifest {
  const images = new Set(selectManifestImages(manifest));
  if (images.size === 0) return manifest;
  const visit = (value: unknown): unknown => {
    if (typeof value === 'string') {
      if (images.has(value.trim())) return exchange(value.trim());
      const named = selectNamedImage(value);
      return named === undefined ? value : `${value.slice(0, -named.length)}${exchange(named)}`;
    }
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, visit(inner)]));
  };
  return {...manifest, object: visit(manifest.object) as Manifest['object']};
}
