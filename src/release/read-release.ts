import type {Diagnostic} from '../model/diagnostic.js';
import type {ChartRenderer, ReleaseFile, ReleaseFiles} from '../model/ports/release-files.js';
import type {Release} from '../model/release.js';
import {deriveRelease} from './derive-release.js';
import {joinPath, listManifestFiles} from './manifests/list-manifest-files.js';
import {parseChart} from './parse-chart.js';
import {judgeRelease, type ReleaseReading} from './parse-release.js';
import {releaseDiagnostic} from './release-diagnostic.js';
import {type LocatedYaml, parseLocatedYaml} from './schema/located-yaml.js';

/** The file that describes a release. */
export const releaseFileName = 'release.yaml';

/** A release, and where it was derived, what could not be told from the chart. */
export interface ReleaseReport extends ReleaseReading {
  readonly derivedNotes?: readonly string[];
}

/**
 * Reads the release that stands in a directory with a release.yaml, and sees that everything it names is there. A
 * directory with a chart alone is derived from where a renderer is given, and refused where none is.
 */
export async function readRelease(files: ReleaseFiles, renderer?: ChartRenderer): Promise<ReleaseReport> {
  const text = await files.readText(releaseFileName);
  if (text === undefined && renderer) {
    const {notes, ...derived} = await deriveRelease(files, renderer);
    return {...derived, derivedNotes: notes};
  }
  if (text === undefined) return {diagnostics: [await missingRelease(files)]};
  const located = parseLocatedYaml(text, releaseFileName);
  const chartPath = selectChartPath(located.yaml);
  const chartFile = joinPath(chartPath, 'Chart.yaml');
  const chartText = await files.readText(chartFile);
  const chart = chartText === undefined ? undefined : parseChart(chartText, chartFile);
  const reading = judgeRelease(located, chart?.chart ?? {name: '', version: ''});
  const diagnostics: Diagnostic[] = [...reading.diagnostics, ...(chart?.diagnostics ?? [])];
  if (chartText === undefined && chartPath !== '') {
    diagnostics.push(
      releaseDiagnostic('SHK_RELEASE_E0005', `The chart of the release is missing: there is no ${chartFile}`, {
        location: {file: releaseFileName},
        field: 'chart.path',
      }),
    );
  }
  if (reading.release) diagnostics.push(...checkParts(reading.release, await files.list()));
  return diagnostics.length === 0 && reading.release ? reading : {diagnostics};
}

async function missingRelease(files: ReleaseFiles): Promise<Diagnostic> {
  const chart = await files.readText('Chart.yaml');
  if (chart === undefined) {
    return releaseDiagnostic('SHK_RELEASE_E0001', `${files.root} holds neither ${releaseFileName} nor a chart`, {
      tries: [
        {text: 'Name the directory or archive that holds the chart, its static manifests and the values template.'},
      ],
    });
  }
  return releaseDiagnostic('SHK_RELEASE_E0001', `${files.root} holds a chart without ${releaseFileName}`, {
    tries: [
      {
        text: `Derive ${releaseFileName} from the chart and look it over.`,
        command: `shakinstall release init ${files.root}`,
      },
    ],
  });
}

/** The chart's directory, before the rest of the file is known to be right. */
function selectChartPath(yaml: LocatedYaml | undefined): string {
  const value = yaml?.value as {readonly chart?: {readonly path?: unknown}} | null | undefined;
  return typeof value?.chart?.path === 'string' ? value.chart.path : '';
}

function checkParts(release: Release, listing: readonly ReleaseFile[]): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  release.manifests.forEach((directory, index) => {
    if (listManifestFiles(listing, directory.path).length > 0) return;
    diagnostics.push(
      releaseDiagnostic('SHK_RELEASE_E0006', `The release names ${directory.path}, which holds no manifests`, {
        location: {file: releaseFileName},
        field: `manifests[${index}].path`,
      }),
    );
  });
  const template = release.valuesTemplate.path;
  if (!listing.some((file) => file.path === template)) {
    diagnostics.push(
      releaseDiagnostic('SHK_RELEASE_E0007', `The values template is missing: there is no ${template}`, {
        location: {file: releaseFileName},
        field: 'values.template',
      }),
    );
  }
  return diagnostics;
}
