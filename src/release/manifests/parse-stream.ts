import type {Diagnostic} from '../../model/diagnostic.js';
import type {Manifest} from '../../model/manifest.js';
import type {KubeObject} from '../../model/ports/kube.js';
import {releaseDiagnostic} from '../release-diagnostic.js';
import {readKubernetesYaml, splitDocuments} from './kubernetes-yaml.js';

type Fields = Readonly<Record<string, unknown>>;

/** The objects of a file, in its order; what is wrong with some of them does not hide the others. */
export interface ManifestReading {
  readonly manifests: readonly Manifest[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a stream of manifests; lists are taken apart, as `kubectl apply` does, and empty documents skipped. In what
 * helm rendered, each object's file is the template that helm names before it.
 */
export function parseStream(text: string, file: string, isRendered: boolean): ManifestReading {
  const manifests: Manifest[] = [];
  const diagnostics: Diagnostic[] = [];
  let source = file;
  for (const part of splitDocuments(text)) {
    if (isRendered) source = /^# Source: (\S+)/m.exec(part.text)?.[1] ?? source;
    const reading = readKubernetesYaml(part);
    for (const error of reading.errors) {
      diagnostics.push(
        releaseDiagnostic('SHK_RELEASE_E0008', `A manifest in ${source} does not parse`, {
          detail: error.message,
          location: {file: source, line: error.line, column: error.column},
        }),
      );
    }
    if (reading.errors.length > 0 || reading.value === null || reading.value === undefined) continue;
    const found = readObject(reading.value, source, reading.line);
    manifests.push(...found.manifests);
    diagnostics.push(...found.diagnostics);
  }
  return {manifests, diagnostics};
}

function readObject(value: unknown, file: string, line: number): ManifestReading {
  const location = {file, line};
  if (!isFields(value)) {
    return {manifests: [], diagnostics: [incomplete(location, 'a document that is no map of fields')]};
  }
  const diagnostics: Diagnostic[] = [];
  const kind = typeof value.kind === 'string' ? value.kind.trim() : '';
  const apiVersion = typeof value.apiVersion === 'string' ? value.apiVersion.trim() : '';
  if (kind === '' || apiVersion === '') {
    return {
      manifests: [],
      diagnostics: [incomplete(location, `a document without ${kind === '' ? 'kind' : 'apiVersion'}`)],
    };
  }
  if (kind !== value.kind || apiVersion !== value.apiVersion) {
    diagnostics.push(
      releaseDiagnostic('SHK_RELEASE_W0003', `Blanks around ${JSON.stringify(value.kind)} were dropped`, {location}),
    );
  }
  if (kind.endsWith('List') && Array.isArray(value.items)) {
    if (kind !== 'List') {
      diagnostics.push(releaseDiagnostic('SHK_RELEASE_W0003', `A ${kind} was taken apart into its items`, {location}));
    }
    return mergeReadings([
      {manifests: [], diagnostics},
      ...value.items.map((item) => readItem(item, kind, apiVersion, location)),
    ]);
  }
  const metadata = isFields(value.metadata) ? value.metadata : {};
  const name = metadata.name ?? metadata.generateName;
  if (typeof name !== 'string' || name === '') {
    return {manifests: [], diagnostics: [...diagnostics, incomplete(location, `a ${kind} without a name`)]};
  }
  if (metadata.namespace !== undefined && metadata.namespace !== null && typeof metadata.namespace !== 'string') {
    return {manifests: [], diagnostics: [...diagnostics, incomplete(location, `a ${kind} whose namespace is no text`)]};
  }
  const manifest: Manifest = {
    file,
    line,
    apiVersion,
    kind,
    ...(metadata.namespace ? {namespace: metadata.namespace} : {}),
    name,
    object: {...value, apiVersion, kind, metadata} as KubeObject,
  };
  return {manifests: [manifest], diagnostics};
}

/** An item of a list, which may leave its own kind to the list's. */
function readItem(
  item: unknown,
  listKind: string,
  apiVersion: string,
  location: {readonly file: string; readonly line: number},
): ManifestReading {
  const isTyped = listKind !== 'List' && isFields(item);
  return readObject(
    isTyped ? {apiVersion, kind: listKind.slice(0, -'List'.length), ...item} : item,
    location.file,
    location.line,
  );
}

/** All objects and all diagnostics of several readings, in their order. */
export function mergeReadings(readings: readonly ManifestReading[]): ManifestReading {
  return {
    manifests: readings.flatMap((reading) => reading.manifests),
    diagnostics: readings.flatMap((reading) => reading.diagnostics),
  };
}

function incomplete(location: {readonly file: string; readonly line: number}, what: string): Diagnostic {
  return releaseDiagnostic('SHK_RELEASE_E0009', `${location.file} holds ${what}`, {location});
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
