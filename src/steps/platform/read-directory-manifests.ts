import {isErrorDiagnostic} from '../../model/diagnostic.js';
import {DiagnosticError} from '../../model/diagnostic-error.js';
import {formatCanonical} from '../../model/format-canonical.js';
import type {KubeObject} from '../../model/ports/kube.js';
import type {Files} from '../../model/ports/local.js';
import type {Ports} from '../../model/ports/ports.js';
import type {Release, ReleaseSettings} from '../../model/release.js';
import {readManifests} from '../../release/read-manifests.js';
import {createReleaseFiles} from '../values/create-release-files.js';

/** A directory of manifests of the release, as a deployment fills it. */
export interface DirectorySource {
  readonly release: Release;
  /** The staged release. */
  readonly root: string;
  /** A file whose content says what the staged release was made of. */
  readonly marker: string;
  readonly directory: string;
  readonly settings: ReleaseSettings;
}

type Reading = ReturnType<typeof readManifests>;

/** A release of megabytes is parsed once for all of its directories; the key says what it was parsed from. */
const readings = new WeakMap<Files, {readonly key: string; readonly reading: Reading}>();

function readAll(ports: Ports, source: Omit<DirectorySource, 'directory'>, key: string): Reading {
  const held = readings.get(ports.files);
  if (held?.key === key) return held.reading;
  const reading = readManifests(createReleaseFiles(ports.files, source.root), source.release, source.settings);
  readings.set(ports.files, {key, reading});
  return reading;
}

/** Parses every directory of a staged release, so that the first to apply one finds them parsed. */
export async function readStagedManifests(
  ports: Ports,
  source: Omit<DirectorySource, 'directory'>,
): Promise<Awaited<Reading>> {
  const marker = await ports.files.read(source.marker);
  return readAll(ports, source, `${marker}${formatCanonical(source.settings)}`);
}

/** The objects of a directory in the order they are applied; throws what is wrong with any of them, all at once. */
export async function readDirectoryManifests(ports: Ports, source: DirectorySource): Promise<readonly KubeObject[]> {
  const {directories, diagnostics} = await readStagedManifests(ports, source);
  const errors = diagnostics.filter(isErrorDiagnostic);
  if (errors.length > 0) throw new DiagnosticError(errors);
  const own = directories.find(({directory}) => directory.path === source.directory);
  return (own?.manifests ?? []).map(({object}) => object as unknown as KubeObject);
}
