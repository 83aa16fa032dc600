import {stringify} from 'yaml';
import {DirectoryReleaseFiles} from '../adapters/local/directory-release-files.js';
import {CloudFailure} from '../model/cloud-failure.js';
import type {Diagnostic} from '../model/diagnostic.js';
import {checkLogin} from '../release/check-login.js';
import {checkSettings} from '../release/check-settings.js';
import {findTokenLeaks} from '../release/find-token-leaks.js';
import {isInsideWindow, selectWindowMinor} from '../release/kubernetes-window.js';
import type {ClusterNeeds} from '../release/needs/cluster-needs.js';
import {selectClusterNeeds} from '../release/needs/select-cluster-needs.js';
import {parseRendered} from '../release/parse-rendered.js';
import {readManifests} from '../release/read-manifests.js';
import {renderValues} from '../release/render-values.js';
import {namespaceName} from '../release/select-namespaces.js';
import {selectPoolValues} from '../release/select-pool-values.js';
import {verifyRelease} from '../release/verify-release.js';
import {selectPlainSettings, selectPoolLabels} from '../steps/values/select-settings.js';
import {checkClientSecret} from './check-client-secret.js';
import {createChartRenderer} from './create-chart-renderer.js';
import type {Workspace} from './open-workspace.js';

/** Stands in for what a deployment does not have yet; nothing of it is ever applied. */
const placeholders = {
  gitPublicKey: 'ssh-rsa AAAA placeholder',
  sshPortalPublicKey: 'ssh-ed25519 AAAA placeholder',
  oauthClientSecret: '0000000000000000000000000000000000000000',
  loadBalancerIp: '192.0.2.1',
} as const;

/** What is wrong with a release as a configuration fills it, and what it asks of a cluster where it could be rendered. */
export interface DeploymentVerdict {
  readonly diagnostics: readonly Diagnostic[];
  /** Worked out when asked for: schemas are large, and matter only where a cluster has some. */
  needs?(): ClusterNeeds;
}

/**
 * The release as this configuration fills it, rendered once before anything is created: a token that
 * reaches a manifest, a manifest that does not parse, an object that stands twice are found here.
 */
export async function verifyDeployment({subject, ports}: Workspace): Promise<DeploymentVerdict> {
  const {config, release, places} = subject;
  const files = DirectoryReleaseFiles(places.release);
  const settings = selectPlainSettings({config, release});
  const template = (await files.readText(release.valuesTemplate.path)) ?? '';
  const pools = selectPoolValues(release, selectPoolLabels({config}));
  const values = renderValues(release.valuesTemplate, template, {...settings, ...placeholders}, pools.extraValues);
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
  const {namespace} = release.chart;
  const isPrefixed = release.namespaces.find(({name}) => name === namespace)?.isPrefixed ?? false;
  // That there is none is what the preflight says.
  if ((await ports.operator.helm.find()) === undefined) return {diagnostics: early};
  let rendered: string;
  try {
    rendered = await createChartRenderer(places.release, ports.operator.helm).render({
      chartPath: release.chart.path,
      releaseName: release.chart.releaseName,
      namespace: namespaceName({namespace, isPrefixed}, config.namespaces.prefix),
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
    const refusal: Diagnostic = {
      code: 'SHK_RELEASE_E0103',
      summary: 'helm cannot render the chart.',
      detail: error.message,
      tries,
      blame: 'user',
    };
    return {diagnostics: [...early, refusal]};
  }
  const reading = parseRendered(rendered);
  const objects = {
    statics: statics.directories.flatMap(({manifests}) => manifests),
    rendered: reading.manifests,
    prefix: config.namespaces.prefix,
  };
  const known = release.valuesTemplate.tokens.map(({token}) => token);
  const manifests = [...objects.statics, ...objects.rendered];
  return {
    needs: () => selectClusterNeeds(manifests),
    diagnostics: [
      ...early,
      ...reading.diagnostics,
      ...findTokenLeaks({text: values.text, file: release.valuesTemplate.path}, manifests, known),
      ...verifyRelease(release, objects),
    ],
  };
}
