import type {Try} from '../../model/diagnostic.js';
import {DiagnosticError} from '../../model/diagnostic-error.js';
import {type ImageReference, parseImageName, parseImageReference} from '../../model/image-reference.js';

/** What a mirror was asked for, as flags say it. */
export interface MirrorFlags {
  readonly registry: string | undefined;
  readonly to: string | undefined;
  readonly from: string | undefined;
  readonly images: readonly string[];
  /** Whether the names are only printed, for which no target is needed. */
  readonly isList: boolean;
}

/** One end of a mirror: registries by their names, or a directory in the layout of the OCI. */
export type MirrorEnd = {readonly kind: 'registries'} | {readonly kind: 'layout'; readonly directory: string};

export interface MirrorRequest {
  readonly from: MirrorEnd;
  readonly to: MirrorEnd;
  /** `HOST/PATH` that images are put below; undefined for a layout, which keeps their names. */
  readonly registry: string | undefined;
  readonly images: readonly string[];
}

/** Refuses the command line. */
export function refuseMirror(
  code: string,
  summary: string,
  detail: string,
  field: string,
  tries: readonly Try[],
): never {
  throw new DiagnosticError([{code, summary, detail, field, tries, blame: 'user'}]);
}

const example = {text: 'For example:', command: 'shakinstall mirror --release DIR --registry HOST/PATH'};

function parseEnd(text: string, field: string): MirrorEnd {
  const directory = /^oci:(.+)$/.exec(text)?.[1];
  if (directory !== undefined) return {kind: 'layout', directory};
  const tries = [{text: 'Name a directory behind oci:.', command: `shakinstall mirror … ${field} oci:./images`}];
  return refuseMirror('SHK_MIRROR_E2201', `${text} is no directory of images.`, 'Wanted: oci:DIR.', field, tries);
}

/** What the flags mean; throws where they do not fit together. */
export function parseMirrorRequest({registry, to, from, images, isList}: MirrorFlags): MirrorRequest {
  if ((registry === undefined) === (to === undefined) && !(isList && to === undefined)) {
    const detail =
      registry === undefined ? 'Neither --registry nor --to was given.' : 'Both --registry and --to were given.';
    refuseMirror('SHK_MIRROR_E2202', 'A mirror has one target.', detail, '--registry', [example]);
  }
  const named = registry?.replace(/^oci:\/\/|^https:\/\//, '').replace(/\/+$/, '');
  const isNamed =
    named === undefined || parseImageName(named.includes('/') ? named : `${named}/x`)?.registry === named.split('/')[0];
  if (!isNamed)
    refuseMirror(
      'SHK_MIRROR_E2203',
      `${registry} names no registry.`,
      'Wanted: HOST/PATH, such as europe-docker.pkg.dev/PROJECT/REPOSITORY.',
      '--registry',
      [example],
    );
  return {
    from: from === undefined ? {kind: 'registries'} : parseEnd(from, '--from'),
    to: to === undefined ? {kind: 'registries'} : parseEnd(to, '--to'),
    registry: named,
    images,
  };
}

/** References by the images that they were read from; throws what is none. */
export function parseImages(images: readonly string[]): ReadonlyMap<string, ImageReference> {
  return new Map(
    images.map((image) => {
      const reference = parseImageReference(image);
      const tries = [{text: 'Write REGISTRY/REPOSITORY:TAG, or @sha256:… for a digest.'}];
      return [image, reference ?? refuseMirror('SHK_MIRROR_E2204', `${image} names no image.`, image, 'images', tries)];
    }),
  );
}
