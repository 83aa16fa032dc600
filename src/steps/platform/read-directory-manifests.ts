import {isErrorDiagnostic} from '../../model/diagnostic.js';
import {DiagnosticError} from '../../model/diagnostic-error.js';
import type {KubeObject} from '../../model/ports/kube.js';
import type {Ports} from '../../model/ports/ports.js';
import type {ManifestDirectory, Release, ReleaseSettings} from '../../model/release.js';
import {readManifests} from '../../release/read-manifests.js';

/** A directory of manifests of the release, as a deployment fills it. */
export interface DirectorySource {
  readonly release: Release;
  readonly root: string;
  readonly directory: ManifestDirectory;
  readonly settings: ReleaseSettings;
}

/** The objects of a directory in the order they are applied; throws what is wrong with any of them, all at once. */
export async function readDirectoryManifests(ports: Ports, source: DirectorySource): Promise<readonly KubeObject[]> {
  const {release, root, directory, settings} = source;
  const files = {
    root,
    list: async () =>
      (await ports.files.list(`${root}/${directory.path}`)).map((path) => ({
        path: `${directory.path}/${path}`,
        sizeBytes: 0,
      })),
    readText: (path: string) => ports.files.read(`${root}/${path}`),
  };
  const reading = await readManifests(files, {...release, manifests: [directory]}, settings);
  const errors = reading.diagnostics.filter(isErrorDiagnostic);
  if (errors.length > 0) throw new DiagnosticError(errors);
  return reading.directories.flatMap(({manifests}) => manifests.map(({object}) => object as unknown as KubeObject));
}
