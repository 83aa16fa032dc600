import type {Diagnostic} from '../model/diagnostic.js';
import type {Manifest} from '../model/manifest.js';
import {releaseDiagnostic} from './release-diagnostic.js';
import {findTokens, type TokenPlace} from './values/find-tokens.js';

/**
 * What is left of the values template's tokens: an error where one reaches an object, a warning where it only
 * stands in the values, in a comment or a branch that nobody renders.
 */
export function findTokenLeaks(
  values: {readonly text: string; readonly file: string},
  manifests: readonly Manifest[],
  known: readonly string[] = [],
): Diagnostic[] {
  const places = findTokens(values.text, known);
  const reached = new Map<string, Manifest[]>();
  for (const manifest of manifests) {
    const tokens = new Set(findTokens(textOf(manifest), known).map((place) => place.token));
    for (const token of tokens) reached.set(token, [...(reached.get(token) ?? []), manifest]);
  }
  const errors = [...reached].map(([token, owners]) => reachedDiagnostic(token, owners, places, values.file));
  const warnings = [...new Map(places.map((place) => [place.token, place])).values()]
    .filter((place) => !reached.has(place.token))
    .map((place) =>
      releaseDiagnostic('SHK_RELEASE_W0002', `${place.token} is left in ${values.file}, where nothing reads it`, {
        location: {file: values.file, line: place.line, column: place.column},
      }),
    );
  return [...errors, ...warnings];
}

function reachedDiagnostic(
  token: string,
  owners: readonly Manifest[],
  places: readonly TokenPlace[],
  file: string,
): Diagnostic {
  const origin = places.find((place) => place.token === token && !place.isComment);
  const first = owners[0]!;
  const named = owners.slice(0, 5).map((owner) => `${formatManifest(owner)} (${owner.file}:${owner.line})`);
  const rest = owners.length > named.length ? ` and ${owners.length - named.length} more` : '';
  return releaseDiagnostic('SHK_RELEASE_E0010', `${token} was not replaced and reaches ${formatManifest(first)}`, {
    detail: `It stands in ${named.join(', ')}${rest}.`,
    location: origin ? {file, line: origin.line, column: origin.column} : {file: first.file, line: first.line},
    tries: [{text: `Say in release.yaml what ${token} stands for, or set its key in the values.`}],
  });
}

/** Everything that an object says, what its secrets hold in base64 included. */
function textOf(manifest: Manifest): string {
  const data = manifest.kind === 'Secret' ? Object.values(manifest.object.data ?? {}) : [];
  const decoded = data
    .filter((value) => typeof value === 'string')
    .map((value) => Buffer.from(value, 'base64').toString());
  return [JSON.stringify(manifest.object), ...decoded].join('\n');
}

/** `Deployment hyperplane-core/api-server`. */
export function formatManifest(manifest: Manifest): string {
  return `${manifest.kind} ${manifest.namespace === undefined ? '' : `${manifest.namespace}/`}${manifest.name}`;
}
