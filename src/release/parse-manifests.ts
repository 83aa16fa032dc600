import type {Diagnostic} from '../model/diagnostic.js';
import {parseOnce} from './manifests/parse-once.js';
import {type ManifestReading, mergeReadings} from './manifests/parse-stream.js';
import {type NamespacePrefix, prefixNamespaces} from './manifests/prefix-namespaces.js';
import {releaseDiagnostic} from './release-diagnostic.js';

export type {ManifestReading} from './manifests/parse-stream.js';

/** A text that stands for something, and what it stands for; undefined where the deployment does not say. */
export interface PlaceholderValue {
  readonly placeholder: string;
  readonly value: string | undefined;
}

/**
 * Reads the objects of some files, in their order, with placeholders filled and namespaces prefixed before. Lists
 * are taken apart; a file that does not parse does not hide the others.
 */
export function parseManifests(
  files: ReadonlyArray<{readonly path: string; readonly text: string}>,
  placeholders: readonly PlaceholderValue[] = [],
  namespaces: NamespacePrefix = {names: [], prefix: ''},
): ManifestReading {
  return mergeReadings(
    files.map(({path, text}) => {
      const missing = placeholders.filter((entry) => entry.value === undefined && text.includes(entry.placeholder));
      const filled = placeholders.reduce(
        (result, {placeholder, value}) => (value === undefined ? result : result.replaceAll(placeholder, () => value)),
        text,
      );
      const reading = parseOnce(prefixNamespaces(filled, namespaces), path);
      const unset = missing.map((entry) => unsetDiagnostic(entry.placeholder, path, text));
      return {manifests: reading.manifests, diagnostics: [...unset, ...reading.diagnostics]};
    }),
  );
}

function unsetDiagnostic(placeholder: string, file: string, text: string): Diagnostic {
  return releaseDiagnostic('SHK_RELEASE_E0015', `${placeholder} in ${file} has no value`, {
    location: {file, line: text.slice(0, text.indexOf(placeholder)).split('\n').length},
  });
}
