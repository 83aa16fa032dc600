import {stringify} from 'yaml';
import {DirectoryReleaseFiles} from '../adapters/local/directory-release-files.js';
import {CloudFailure} from '../model/cloud-failure.js';
import type {Diagnostic} from '../model/diagnostic.js';
import type {Manifest} from '../model/manifest.js';
import {isInsideWindow, selectWindowMinor} from '../release/kubernetes-window.js';
import {parseRendered} from '../release/parse-rendered.js';
import {readManifests} from '../release/read-manifests.js';
import {renderValues} from '../release/render-values.js';
import {selectChartNamespace} from '../release/select-namespaces.js';
import {selectPoolValues} from '../release/select-pool-values.js';
import {selectPlainSettings, selectPoolLabels} from '../steps/values/select-settings.js';
import {createChartRenderer} from './create-chart-renderer.js';
import type {Workspace} from './open-workspace.js';

/** Stands in for what a deployment does not have yet; nothing of it is ever applied. */
const placeholders = {
  gitPublicKey: 'ssh-rsa AAAA placeholder',
  sshPortalPublicKey: 'ssh-ed25519 AAAA placeholder',
  oauthClientSecret: '0000000000000000000000000000000000000000',
  loadBalancerIp: '192.0.2.1',
} as const;

/** The release as a configuration fills it. */
export interface DeploymentRendering {
  readonly values: string;
  /** Objects of the manifests beside the chart. */
  readonly statics: readonly Manifest[];
  /** What the chart renders to; absent where there is no helm, and where helm cannot render it. */
  readonly rendered?: {readonly manifests: readonly Manifest[]; readonly diagnostics: readonly Diagnostic[]};
  /** What is wrong before helm is asked, and what helm says. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A rendering takes a second of helm's: whoever opened a deployment has it once. */
const renderings = new WeakMap<Workspace, Promise<DeploymentRendering>>();

/** Renders the release of a deployment once for everybody who asks. */
export function renderDeployment(workspace: Workspace): Promise<DeploymentRendering> {
  const rendering = renderings.get(workspace) ?? render(workspace);
  renderings.set(workspace, rendering);
  return rendering;
}

async function render({subject, ports}: Workspace): Promise<DeploymentRendering> {
  const {config, release, places} = subject;
  const files = DirectoryReleaseFiles(places.release);
  const settings = selectPlainSettings({config, release});
  const template = (await files.readText(release.valuesTemplate.path)) ?? '';
  const pools = selectPoolValues(release, selectPoolLabels({config}));
  const values = renderValues(release.valuesTemplate, template, {...settings, ...placeholders}, pools.extraValues);
  const read = await readManifests(files, release, settings);
  const statics = read.directories.flatMap(({manifests}) => manifests);
  const diagnostics = [...pools.diagnostics, ...values.diagnostics, ...read.diagnostics];
  const early = {values: values.text, statics, diagnostics};
  const wanted = config.cluster.version;
  const minor =
    wanted !== undefined && isInsideWindow(release.kubernetes, wanted) ? wanted : selectWindowMinor(release.kubernetes);
  // That there is none is what the preflight says.
  if ((await ports.operator.helm.find()) === undefined) return early;
  try {
    const text = await createChartRenderer(places.release, ports.operator.helm).render({
      chartPath: release.chart.path,
      releaseName: release.chart.releaseName,
      namespace: selectChartNamespace(release, config.namespaces.prefix),
      values: values.text,
      customisedValues: stringify(config.release.values ?? {}),
      kubernetesVersion: minor,
    });
    return {...early, rendered: parseRendered(text)};
  } catch (error) {
    if (!(error instanceof CloudFailure)) throw error;
    const command = `helm template ${release.chart.releaseName} ${places.release}/${release.chart.path}`;
    const failure: Diagnostic = {
      code: 'SHK_RELEASE_E0103',
      summary: 'helm cannot render the chart.',
      detail: error.message,
      tries: [{text: 'Mend the chart or the values, and see what helm says.', command}],
      blame: 'user',
    };
    return {...early, diagnostics: [...diagnostics, failure]};
  }
}
