import {stringify} from 'yaml';
import {DirectoryReleaseFiles} from '../adapters/local/directory-release-files.js';
import {CloudFailure} from '../model/cloud-failure.js';
import type {Diagnostic} from '../model/diagnostic.js';
import {checkLogin} from '../release/check-login.js';
import {checkSettings} from '../release/check-settings.js';
import {findTokenLeaks} from '../release/find-token-leaks.js';
import {isInsideWindow, selectWindowMinor} from '../release/kubernetes-window.js';
import {parseRendered} from '../release/parse-rendered.js';
import {readManifests} from '../release/read-manifests.js';
import {renderValues} from '../release/render-values.js';
import {selectChartNamespace} from '../release/select-namespaces.js';
import {selectPoolValues} from '../release/select-pool-values.js';
import {verifyRelease} from '../release/verify-release.js';
import {selectPlainSettings, selectPoolLabels} from '../steps/values/select-settings.js';
import {checkClientSecret} from './check-client-secret.js';
import {createChartRenderer} from './create-chart-renderer.js';
import type {Workspace} from './open-workspace.js';
import {renderingPlaceholders} from './rendering-placeholders.js';

/**
 * The release as this configuration fills it, rendered once before anything is created: a token that
 * reaches a manifest, a manifest that does not parse, an object that stands twice are found here.
 */
export async function verifyDeployment({subject, ports}: Workspace): Promise<readonly Diagnostic[]> {
  const {config, release, places} = subject;
  const files = DirectoryReleaseFiles(places.release);
  const settings = selectPlainSettings({config, release});
  const template = (await files.readText(release.valuesTemplate.path)) ?? '';
  const pools = selectPoolValues(release, selectPoolLabels({config}));
  const values = renderValues(
    release.valuesTemplate,
    template,
    {...settings, ...renderingPlaceholders},
    pools.extraValues,
  );
  const statics = await readManifests(files, release, settings);
  const early = [
    ...(await checkClientSecret(config, ports.operator.secrets)),
    ...checkLogin(release, config.sso.provider),
    ...checkSettings(release, settings),
    ...pools.diagnostics,
    ...values.diagnostics,
    ...statics.diagnostics,
  ];
  const wanted = config.cluster.version;
  const minor =
    wanted !== undefined && isInsideWindow(release.kubernetes, wanted) ? wanted : selectWindowMinor(release.kubernetes);
  // That there is none is what the preflight says.
  if ((await ports.operator.helm.find()) === undefined) return early;
  let rendered: string;
  try {
    rendered = await createChartRenderer(places.release, ports.operator.helm).render({
      chartPath: release.chart.path,
      releaseName: release.chart.releaseName,
      namespace: selectChartNamespace(release, config.namespaces.prefix),
      values: values.text,
      customisedValues: stringify(config.release.values ?? {}),
      kubernetesVersion: minor,
    });
  } catch (error) {
    if (!(error instanceof CloudFailure)) throw error;
    const tries = [
      {
        text: 'Mend the chart or the values, and see what helm says.',
        command: `helm template ${release.chart.releaseName} ${places.release}/${release.chart.path}`,
      },
    ];
    return [
      ...early,
      {
        code: 'SHK_RELEASE_E0103',
        summary: 'helm cannot render the chart.',
        detail: error.message,
        tries,
        blame: 'user',
      },
    ];
  }
  const reading = parseRendered(rendered);
  const objects = {
    statics: statics.directories.flatMap(({manifests}) => manifests),
    rendered: reading.manifests,
    prefix: config.namespaces.prefix,
  };
  const known = release.valuesTemplate.tokens.map(({token}) => token);
  return [
    ...early,
    ...reading.diagnostics,
    ...findTokenLeaks(
      {text: values.text, file: release.valuesTemplate.path},
      [...objects.statics, ...objects.rendered],
      known,
    ),
    ...verifyRelease(release, objects),
  ];
}
