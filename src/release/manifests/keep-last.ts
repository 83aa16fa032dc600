import type {Diagnostic} from '../../model/diagnostic.js';
import type {Manifest} from '../../model/manifest.js';
import {formatManifest} from '../find-token-leaks.js';
import {releaseDiagnostic} from '../release-diagnostic.js';
import {manifestId} from './manifest-id.js';

/**
 * Each object once, where it first stands, as it stands last: what applying all of them in turn comes to. Applied
 * twice with different content, an object would change in every run again.
 */
export function keepLast(directories: ReadonlyArray<readonly Manifest[]>): {
  readonly directories: ReadonlyArray<readonly Manifest[]>;
  readonly diagnostics: readonly Diagnostic[];
} {
  const last = new Map(directories.flat().map((manifest) => [manifestId(manifest), manifest]));
  const done = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  const kept = directories.map((manifests) =>
    manifests.flatMap((manifest) => {
      const id = manifestId(manifest);
      const final = last.get(id) ?? manifest;
      if (final !== manifest && JSON.stringify(final.object) !== JSON.stringify(manifest.object))
        diagnostics.push(overriddenDiagnostic(manifest, final));
      if (done.has(id)) return [];
      done.add(id);
      return [final];
    }),
  );
  return {directories: kept, diagnostics};
}

function overriddenDiagnostic(manifest: Manifest, final: Manifest): Diagnostic {
  return releaseDiagnostic(
    'SHK_RELEASE_W0001',
    `${formatManifest(manifest)} stands in the release twice, differently`,
    {
      detail: `${final.file}:${final.line} is the later one and is applied in its place.`,
      location: {file: manifest.file, line: manifest.line},
    },
  );
}
