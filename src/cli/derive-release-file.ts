import {existsSync} from 'node:fs';
import {stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {DirectoryReleaseFiles} from '../adapters/local/directory-release-files.js';
import {NodeFiles} from '../adapters/local/node-files.js';
import {isErrorDiagnostic} from '../model/diagnostic.js';
import {DiagnosticError} from '../model/diagnostic-error.js';
import {deriveRelease} from '../release/derive-release.js';
import {formatRelease} from '../release/format-release.js';
import {createChartRenderer} from './create-chart-renderer.js';
import {createHelmProcess} from './create-ports.js';

/** Derives and writes a release.yaml; returns what to print. */
export async function deriveReleaseFile(
  directory: string,
  options: {readonly isForced: boolean; readonly toStdout: boolean},
): Promise<string> {
  const root = resolve(directory);
  const found = await stat(root).catch(() => undefined);
  if (found?.isDirectory() !== true)
    throw new DiagnosticError([
      {
        code: 'SHK_RELEASE_E0101',
        summary: 'The release is not there.',
        detail: root,
        tries: [{text: 'Name a directory with a chart.'}],
        blame: 'user',
      },
    ]);
  const path = join(root, 'release.yaml');
  if (existsSync(path) && !options.isForced && !options.toStdout) {
    const tries = [
      {text: 'Print what would be derived.', command: `shakinstall release init ${directory} --stdout`},
      {text: 'Or replace it.', command: `shakinstall release init ${directory} --force`},
    ];
    throw new DiagnosticError([
      {code: 'SHK_RELEASE_E0104', summary: 'There is a release.yaml already.', detail: path, tries, blame: 'user'},
    ]);
  }
  const {release, diagnostics, notes} = await deriveRelease(
    DirectoryReleaseFiles(root),
    createChartRenderer(root, createHelmProcess(join(tmpdir(), 'shakinstall-helm'))),
  );
  if (release === undefined) throw new DiagnosticError(diagnostics.filter(isErrorDiagnostic));
  const text = formatRelease(release, notes);
  if (options.toStdout) return text;
  await NodeFiles().write(path, text, {mode: 0o644});
  const {manifests, images, namespaces, criticalWorkloads, webhooks} = release;
  const made = namespaces.filter(({createdBy}) => createdBy === 'installer').map(({name}) => name);
  const remarks = [...notes, ...diagnostics.map(({code, summary}) => `${summary} ${code}`)];
  return [
    `${path}`,
    `  ${release.name} ${release.version}, Kubernetes ${release.kubernetes.range}`,
    `  ${manifests.length} directories of manifests, ${images.length} images, ${criticalWorkloads.length} critical workloads, ${webhooks.length} webhooks`,
    `  namespaces used and not created: ${made.join(', ') || 'none'}`,
    ...(remarks.length === 0 ? [] : ['', 'To be looked over:', ...remarks.map((remark) => `  - ${remark}`)]),
    '',
  ].join('\n');
}
