import type {Descriptor, StoredManifest} from './image-manifest.js';
import {formatImageReference, type ImageReference, parseImageReference} from './image-reference.js';

/** What a manifest says that it is of, where a release lies in a registry. */
export const releaseArtifactType = 'application/vnd.shakinstall.release.v1+json';

/** Content of a release: what a `.tgz` of it holds. */
export const releaseContentType = 'application/vnd.shakinstall.release.content.v1.tar+gzip';

/** A release is a chart with a release.yaml beside it, so `helm push` sends one as well. https://helm.sh/docs/topics/registries/ */
const chartContentType = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';

const scheme = 'oci://';

/** Whether a release is named by its place in a registry. */
export function isReleaseReference(text: string): boolean {
  return text.startsWith(scheme);
}

/** The place that `oci://HOST/PATH:TAG` names, or `@sha256:…`; undefined where it names none. */
export function parseReleaseReference(text: string): ImageReference | undefined {
  const rest = text.slice(scheme.length);
  // Docker Hub is named like every other registry: what is left out nobody has to guess.
  if (!isReleaseReference(text) || !/^[^/]*[.:][^/]*\/|^localhost\//.test(rest)) return undefined;
  return parseImageReference(rest);
}

/** `oci://HOST/PATH:TAG`. */
export function formatReleaseReference(reference: ImageReference): string {
  return `${scheme}${formatImageReference(reference)}`;
}

type ContentLayer = Descriptor & {readonly annotations?: Readonly<Record<string, string>>};

/** The one archive that a manifest holds a release in; undefined where it holds none, or something else. */
export function selectReleaseContent({text}: StoredManifest): Descriptor | undefined {
  const {layers = []} = JSON.parse(text) as {readonly layers?: readonly ContentLayer[]};
  const known = layers.find(({mediaType}) => mediaType === releaseContentType || mediaType === chartContentType);
  if (known !== undefined) return known;
  // Clients that push any file keep its name: `oras push HOST/PATH:TAG release.tgz`.
  const [only] = layers;
  const title = only?.annotations?.['org.opencontainers.image.title'] ?? '';
  return layers.length === 1 && /\.(tgz|tar\.gz)$/.test(title) ? only : undefined;
}
