import type {Diagnostic} from '../model/diagnostic.js';
import {checkLogin} from '../release/check-login.js';
import {checkSettings} from '../release/check-settings.js';
import {findTokenLeaks} from '../release/find-token-leaks.js';
import {listNamedImages} from '../release/images/list-named-images.js';
import {selectMirror} from '../release/images/mirror-image.js';
import {selectImages, type WantedImage} from '../release/images/select-images.js';
import type {ClusterNeeds} from '../release/needs/cluster-needs.js';
import {selectClusterNeeds} from '../release/needs/select-cluster-needs.js';
import {verifyRelease} from '../release/verify-release.js';
import {selectPlainSettings} from '../steps/values/select-settings.js';
import {checkClientSecret} from './check-client-secret.js';
import type {Workspace} from './open-workspace.js';
import {renderDeployment} from './render-deployment.js';

/** What is wrong with a release as a configuration fills it, and what it asks of a cluster where it could be rendered. */
export interface DeploymentVerdict {
  readonly diagnostics: readonly Diagnostic[];
  /** Worked out when asked for: schemas are large, and matter only where a cluster has some. */
  needs?(): ClusterNeeds;
  /** The images that the cluster would pull. */
  readonly images?: readonly WantedImage[];
}

/**
 * The release as this configuration fills it, rendered once before anything is created: a token that
 * reaches a manifest, a manifest that does not parse, an object that stands twice are found here.
 */
export async function verifyDeployment(workspace: Workspace): Promise<DeploymentVerdict> {
  const {config, release} = workspace.subject;
  const rendering = await renderDeployment(workspace);
  const {statics, rendered, values} = rendering;
  const early = [
    ...(await checkClientSecret(config, workspace.ports.operator.secrets)),
    ...checkLogin(release, config.sso.provider),
    ...checkSettings(release, selectPlainSettings({config, release})),
    ...rendering.diagnostics,
  ];
  if (rendered === undefined) return {diagnostics: early};
  const objects = {statics, rendered: rendered.manifests, prefix: config.namespaces.prefix};
  const known = release.valuesTemplate.tokens.map(({token}) => token);
  const manifests = [...statics, ...rendered.manifests];
  return {
    needs: () => selectClusterNeeds(manifests),
    images: selectImages(listNamedImages(release).map(selectMirror(config.release.imageRegistry)), manifests),
    diagnostics: [
      ...early,
      ...rendered.diagnostics,
      ...findTokenLeaks({text: values, file: release.valuesTemplate.path}, manifests, known),
      ...verifyRelease(release, objects),
    ],
  };
}
