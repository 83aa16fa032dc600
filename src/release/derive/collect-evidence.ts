import {parseDocument} from 'yaml';
import {type Diagnostic, isErrorDiagnostic} from '../../model/diagnostic.js';
import type {ChartRenderer, ReleaseFile, ReleaseFiles} from '../../model/ports/release-files.js';
import type {ValuesTemplate} from '../../model/release.js';
import {parseKubernetesWindow, selectWindowMinor} from '../kubernetes-window.js';
import {joinPath, listManifestFiles} from '../manifests/list-manifest-files.js';
import {type ChartFile, parseChart} from '../parse-chart.js';
import {parseManifests} from '../parse-manifests.js';
import {parseRendered} from '../parse-rendered.js';
import {releaseDiagnostic} from '../release-diagnostic.js';
import {renderValues} from '../render-values.js';
import {
  deriveReplacements,
  deriveTokens,
  listScalarPaths,
  SAMPLE_SETTINGS,
  type ValuesScalar,
} from './derive-values.js';
import type {ChartEvidence, StaticDirectory} from './evidence.js';
import type {Render} from './find-overrides.js';

/** The namespace that charts of the platform are written for. */
const HOME_NAMESPACE = 'hyperplane-core';

/** The name that the runbook gives the release. */
export const RELEASE_NAME = 'shakudo-hyperplane';

/** What a bare chart shows, with the means to render it again; or why it shows nothing. */
export type EvidenceReading =
  | {readonly evidence: ChartEvidence; readonly render: Render; readonly diagnostics: readonly Diagnostic[]}
  | {readonly diagnostics: readonly Diagnostic[]};

/** Reads a bare chart and renders it once with imagined values. */
export async function collectEvidence(files: ReleaseFiles, renderer: ChartRenderer): Promise<EvidenceReading> {
  const listing = await files.list();
  const charts = findCharts(listing);
  const [chartPath] = charts;
  if (chartPath === undefined || charts.length > 1) {
    const what = charts.length > 1 ? `several charts: ${charts.join(', ')}` : 'neither release.yaml nor a chart';
    return {
      diagnostics: [
        releaseDiagnostic('SHK_RELEASE_E0001', `${files.root} holds ${what}`, {
          tries: [{text: 'Name the directory or archive that holds the chart and its static manifests.'}],
        }),
      ],
    };
  }
  const chartFile = joinPath(chartPath, 'Chart.yaml');
  const {chart, diagnostics} = parseChart((await files.readText(chartFile)) ?? '', chartFile);
  if (!chart) return {diagnostics};
  const window = parseKubernetesWindow(chart.kubeVersion ?? '');
  if (!('window' in window)) return {diagnostics: [missingWindow(chart, chartFile)]};
  const templateFile = findValuesTemplate(listing, chartPath);
  const templateText = (await files.readText(templateFile)) ?? '';
  const sources = await readSources(files, listing, chartPath);
  const namespace = [...sources.values(), templateText].some((text) => text.includes(HOME_NAMESPACE))
    ? HOME_NAMESPACE
    : chart.name;
  const template: ValuesTemplate = {
    path: templateFile,
    tokens: deriveTokens(templateText),
    replacements: deriveReplacements(templateText),
    overrides: [],
  };
  const renderText = (extraValues: Readonly<Record<string, unknown>>) => {
    const values = renderValues(template, templateText, SAMPLE_SETTINGS, extraValues);
    if (values.diagnostics.length > 0) return Promise.resolve({diagnostics: values.diagnostics});
    return renderer
      .render({
        chartPath,
        releaseName: RELEASE_NAME,
        namespace,
        values: values.text,
        kubernetesVersion: `${selectWindowMinor(window.window)}.0`,
      })
      .then(
        (text) => ({text}),
        (error: unknown) => ({diagnostics: [renderFailure(chartFile, error)]}),
      );
  };
  const first = await renderText({});
  if (!('text' in first)) return {diagnostics: first.diagnostics};
  const rendered = parseRendered(first.text);
  const directories = await readDirectories(files, listing, chartPath);
  return {
    evidence: {
      chart,
      window: window.window,
      chartPath,
      listing,
      templateFile,
      templateText,
      sources,
      scalars: listScalars([templateText, (await files.readText(joinPath(chartPath, 'values.yaml'))) ?? '']),
      namespace,
      directories: directories.map((entry) => entry.directory),
      rendered: rendered.manifests,
    },
    render: async (extraValues) => {
      const rendering = await renderText(extraValues);
      const reading = 'text' in rendering ? parseRendered(rendering.text) : undefined;
      return reading?.diagnostics.some(isErrorDiagnostic) ? undefined : reading?.manifests;
    },
    diagnostics: [...rendered.diagnostics, ...directories.flatMap((entry) => entry.diagnostics)],
  };
}

/** The charts that stand highest; subcharts lie deeper. Of several, those with a values template go before the rest. */
function findCharts(listing: readonly ReleaseFile[]): string[] {
  const paths = new Set(listing.map((file) => file.path));
  const charts = [...paths]
    .filter((path) => path === 'Chart.yaml' || path.endsWith('/Chart.yaml'))
    .map((path) => path.replace(/\/?Chart\.yaml$/, ''));
  const depthOf = (path: string) => (path === '' ? 0 : path.split('/').length);
  const depth = Math.min(...charts.map(depthOf));
  const highest = charts.filter((path) => depthOf(path) === depth).map((path) => path || '.');
  const ready = highest.filter((path) => paths.has(joinPath(path, 'valuesTemplate.yaml')));
  return ready.length > 0 ? ready : highest;
}

function findValuesTemplate(listing: readonly ReleaseFile[], chartPath: string): string {
  const named = joinPath(chartPath, 'valuesTemplate.yaml');
  return listing.some((file) => file.path === named) ? named : joinPath(chartPath, 'values.yaml');
}

/** The scalars of several texts, each path once, as the first text that has it says. */
function listScalars(texts: readonly string[]): ValuesScalar[] {
  const scalars = texts.flatMap((text) => listScalarPaths(parseDocument(text, {uniqueKeys: false}).toJS()));
  return scalars.filter((scalar, index) => scalars.findIndex(({path}) => path === scalar.path) === index);
}

async function readSources(files: ReleaseFiles, listing: readonly ReleaseFile[], chartPath: string) {
  const root = joinPath(chartPath, 'templates/');
  const subcharts = joinPath(chartPath, 'charts/');
  const paths = listing
    .map((file) => file.path)
    .filter((path) => path.startsWith(root) || (path.startsWith(subcharts) && path.includes('/templates/')))
    .filter((path) => /\.(ya?ml|tpl)$/.test(path));
  const texts = await Promise.all(paths.map(async (path) => [path, (await files.readText(path)) ?? ''] as const));
  return new Map(texts);
}

async function readDirectories(files: ReleaseFiles, listing: readonly ReleaseFile[], chartPath: string) {
  const root = joinPath(chartPath, 'static/');
  const paths = listing
    .filter((file) => file.path.startsWith(root) && file.path.slice(root.length).includes('/'))
    .map((file) => root + file.path.slice(root.length).split('/')[0]);
  return Promise.all(
    [...new Set(paths)].map(async (path) => {
      const names = listManifestFiles(listing, path);
      const texts = await Promise.all(
        names.map(async (name) => ({path: name, text: (await files.readText(name)) ?? ''})),
      );
      const {manifests, diagnostics} = parseManifests(texts);
      const directory: StaticDirectory = {path, text: texts.map((entry) => entry.text).join('\n'), manifests};
      return {directory, diagnostics};
    }),
  );
}

function missingWindow(chart: ChartFile, file: string): Diagnostic {
  return releaseDiagnostic(
    'SHK_RELEASE_E0004',
    chart.kubeVersion === undefined
      ? `${file} does not say which versions of Kubernetes the chart supports`
      : `${JSON.stringify(chart.kubeVersion)} in ${file} is no window of Kubernetes versions`,
    {
      location: {file},
      field: 'kubeVersion',
      tries: [{text: 'Set kubeVersion to a window such as ">=1.25.0-0 <1.28.0-0".'}],
    },
  );
}

function renderFailure(file: string, error: unknown): Diagnostic {
  return releaseDiagnostic('SHK_RELEASE_E0011', 'helm cannot render the chart', {
    detail: error instanceof Error ? error.message : String(error),
    location: {file},
  });
}
