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

async function render(workspace: Workspace): Promise<DeploymentRendering> {
  const {config, release, places} = workspace.subject;
  const files = DirectoryReleaseFiles(places.release);
  const settings = selectPlainSettings({config, release});
  const template = (await files.readText(release.valuesTemplate.path)) ?? '';
  const pools = selectPoolValues(release, selectPoolLabels({config}));
  const values = renderValues(release.valuesTemplate, template, {...settings, ...placeholders}, pools.extraValues);
  // helm works in a process of its own while the manifests are parsed in this one.
  const [chart, read] = await Promise.all([
    renderChart(workspace, values.text),
    readManifests(files, release, settings),
  ]);
  return {
    values: values.text,
    statics: read.directories.flatMap(({manifests}) => manifests),
    ...(chart?.text === undefined ? {} : {rendered: parseRendered(chart.text)}),
    diagnostics: [
      ...pools.diagnostics,
      ...values.diagnostics,
      ...read.diagnostics,
      ...(chart?.failure === undefined ? [] : [chart.failure]),
    ],
  };
}

/** What helm makes of the chart, or why it makes nothing of it; undefined where there is no helm, which the preflight says. */
async function renderChart(
  {subject, ports}: Workspace,
  values: string,
): Promise<{readonly text?: string; readonly failure?: Diagnostic} | undefined> {
  const {config, release, places} = subject;
  const wanted = config.cluster.version;
  const minor =
    wanted !== undefined && isInsideWindow(release.kubernetes, wanted) ? wanted : selectWindowMinor(release.kubernetes);
  if ((await ports.operator.helm.find()) === undefined) return undefined;
  try {
    const text = await createChartRenderer(places.release, ports.operator.helm).render({
      chartPath: release.chart.path,
      releaseName: release.chart.releaseName,
      namespace: selectChartNamespace(release, config.namespaces.prefix),
      values,
      customisedValues: stringify(config.release.values ?? {}),
      kubernetesVersion: minor,
    });
    return {text};
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
    return {failure};
  }
}
