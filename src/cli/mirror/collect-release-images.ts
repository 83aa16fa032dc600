import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {stringify} from 'yaml';
import {DirectoryReleaseFiles} from '../../adapters/local/directory-release-files.js';
import {unpackRelease} from '../../adapters/local/unpack-release.js';
import {isErrorDiagnostic} from '../../model/diagnostic.js';
import {DiagnosticError} from '../../model/diagnostic-error.js';
import type {Helm} from '../../model/ports/helm.js';
import type {Release, ReleaseSettings} from '../../model/release.js';
import {SAMPLE_SETTINGS} from '../../release/derive/derive-values.js';
import {selectImages, type WantedImage} from '../../release/images/select-images.js';
import {selectWindowMinor} from '../../release/kubernetes-window.js';
import {parseRendered} from '../../release/parse-rendered.js';
import {readManifests} from '../../release/read-manifests.js';
import {readRelease} from '../../release/read-release.js';
import {renderValues} from '../../release/render-values.js';
import {selectChartNamespace} from '../../release/select-namespaces.js';
import {selectPoolValues} from '../../release/select-pool-values.js';
import {selectPlainSettings, selectPoolLabels} from '../../steps/values/select-settings.js';
import {createChartRenderer} from '../create-chart-renderer.js';
import {createHelm} from '../create-ports.js';
import type {Workspace} from '../open-workspace.js';
import {renderingPlaceholders} from '../rendering-placeholders.js';

/** A release, and every image it needs. */
export interface ReleaseImages {
  readonly release: Release;
  readonly images: readonly WantedImage[];
}

/** What a release is rendered with to see its images: imagined settings where no deployment is at hand. */
export interface ImageRendering {
  readonly settings: ReleaseSettings;
  readonly extraValues: Readonly<Record<string, unknown>>;
  /** `release.values` of a configuration. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Namespace that helm would install into. */
  readonly namespace: string;
}

/** Images of a release's directory: what release.yaml names, what stands beside the chart, and what the chart renders to. */
export async function renderImages(
  root: string,
  release: Release,
  helm: Helm,
  rendering: ImageRendering,
): Promise<readonly WantedImage[]> {
  const files = DirectoryReleaseFiles(root);
  const template = (await files.readText(release.valuesTemplate.path)) ?? '';
  const values = renderValues(release.valuesTemplate, template, rendering.settings, rendering.extraValues);
  const [statics, rendered] = await Promise.all([
    readManifests(files, release, rendering.settings),
    createChartRenderer(root, helm).render({
      chartPath: release.chart.path,
      releaseName: release.chart.releaseName,
      namespace: rendering.namespace,
      values: values.text,
      customisedValues: stringify(rendering.values),
      kubernetesVersion: selectWindowMinor(release.kubernetes),
    }),
  ]);
  const manifests = [
    ...statics.directories.flatMap((directory) => directory.manifests),
    ...parseRendered(rendered).manifests,
  ];
  return selectImages(release.images, manifests);
}

/** Reads a release and lists its images, without a deployment. */
export async function collectReleaseImages(path: string): Promise<ReleaseImages> {
  const cache = join(tmpdir(), 'shakinstall-helm');
  const root = await unpackRelease(resolve(path), join(cache, 'unpacked'));
  const helm = createHelm(cache);
  const reading = await readRelease(DirectoryReleaseFiles(root), createChartRenderer(root, helm));
  const errors = reading.diagnostics.filter(isErrorDiagnostic);
  const {release} = reading;
  if (release === undefined || errors.length > 0) throw new DiagnosticError(errors);
  const rendering = {settings: SAMPLE_SETTINGS, extraValues: {}, values: {}, namespace: release.chart.namespace};
  return {release, images: await renderImages(root, release, helm, rendering)};
}

/** The images of a deployment's release as its configuration renders it, under the names of their own registries. */
export async function collectDeploymentImages({subject, ports}: Workspace): Promise<readonly WantedImage[]> {
  const {config, release, places} = subject;
  const {imageRegistry: _mirror, ...settings} = selectPlainSettings({config, release});
  return renderImages(places.release, release, ports.operator.helm, {
    settings: {...settings, ...renderingPlaceholders},
    extraValues: selectPoolValues(release, selectPoolLabels({config})).extraValues,
    values: config.release.values ?? {},
    namespace: selectChartNamespace(release, config.namespaces.prefix),
  });
}
