import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {DirectoryReleaseFiles} from '../../adapters/local/directory-release-files.js';
import {unpackRelease} from '../../adapters/local/unpack-release.js';
import {CloudFailure} from '../../model/cloud-failure.js';
import {isErrorDiagnostic} from '../../model/diagnostic.js';
import {DiagnosticError} from '../../model/diagnostic-error.js';
import type {Environment} from '../../model/environment.js';
import {SAMPLE_SETTINGS} from '../../release/derive/derive-values.js';
import {listNamedImages} from '../../release/images/list-named-images.js';
import {selectImages, type WantedImage} from '../../release/images/select-images.js';
import {selectWindowMinor} from '../../release/kubernetes-window.js';
import {parseRendered} from '../../release/parse-rendered.js';
import {readManifests} from '../../release/read-manifests.js';
import {readRelease} from '../../release/read-release.js';
import {renderValues} from '../../release/render-values.js';
import {createChartRenderer} from '../create-chart-renderer.js';
import {createHelmProcess} from '../create-ports.js';
import type {Workspace} from '../open-workspace.js';
import {fetchRelease} from '../release-source/fetch-release.js';
import {locateRelease} from '../release-source/locate-release.js';
import {renderDeployment} from '../render-deployment.js';

/** The images of a deployment's release under the names of their own registries, whatever it pulls from. */
export async function collectOriginalImages(workspace: Workspace): Promise<readonly WantedImage[]> {
  const {subject} = workspace;
  const config = {...subject.config, release: {...subject.config.release, imageRegistry: undefined}};
  const {statics, rendered, diagnostics} = await renderDeployment({...workspace, subject: {...subject, config}});
  if (rendered === undefined) {
    const errors = diagnostics.filter(isErrorDiagnostic);
    if (errors.length > 0) throw new DiagnosticError(errors);
    throw new CloudFailure('unavailable', 'there is no helm to render the release with', {action: 'helm template'});
  }
  return selectImages(listNamedImages(subject.release), [...statics, ...rendered.manifests]);
}

/** The images of a release that no deployment is at hand for, rendered with imagined settings. */
export async function collectReleaseImages(named: string, environment: Environment): Promise<readonly WantedImage[]> {
  const cache = join(tmpdir(), 'shakinstall-helm');
  const {path} = await fetchRelease(locateRelease(named), environment);
  const root = await unpackRelease(path, join(cache, 'unpacked'));
  const files = DirectoryReleaseFiles(root);
  const renderer = createChartRenderer(root, createHelmProcess(cache));
  const reading = await readRelease(files, renderer);
  const errors = reading.diagnostics.filter(isErrorDiagnostic);
  const {release} = reading;
  if (release === undefined || errors.length > 0) throw new DiagnosticError(errors);
  const template = (await files.readText(release.valuesTemplate.path)) ?? '';
  const [statics, rendered] = await Promise.all([
    readManifests(files, release, SAMPLE_SETTINGS),
    renderer.render({
      chartPath: release.chart.path,
      releaseName: release.chart.releaseName,
      namespace: release.chart.namespace,
      values: renderValues(release.valuesTemplate, template, SAMPLE_SETTINGS).text,
      kubernetesVersion: selectWindowMinor(release.kubernetes),
    }),
  ]);
  const besides = statics.directories.flatMap(({manifests}) => manifests);
  return selectImages(listNamedImages(release), [...besides, ...parseRendered(rendered).manifests]);
}
