import type {Diagnostic} from '../model/diagnostic.js';
import {checkLogin} from '../release/check-login.js';
import {checkSettings} from '../release/check-settings.js';
import {findTokenLeaks} from '../release/find-token-leaks.js';
import {verifyRelease} from '../release/verify-release.js';
import {selectPlainSettings} from '../steps/values/select-settings.js';
import {checkClientSecret} from './check-client-secret.js';
import type {Workspace} from './open-workspace.js';
import {renderDeployment} from './render-deployment.js';

/**
 * The release as this configuration fills it, rendered once before anything is created: a token that
 * reaches a manifest, a manifest that does not parse, an object that stands twice are found here.
 */
export async function verifyDeployment(workspace: Workspace): Promise<readonly Diagnostic[]> {
  const {config, release} = workspace.subject;
  const rendering = await renderDeployment(workspace);
  const {statics, rendered, values} = rendering;
  const early = [
    ...(await checkClientSecret(config, workspace.ports.operator.secrets)),
    ...checkLogin(release, config.sso.provider),
    ...checkSettings(release, selectPlainSettings({config, release})),
    ...rendering.diagnostics,
  ];
  if (rendered === undefined) return early;
  const objects = {statics, rendered: rendered.manifests, prefix: config.namespaces.prefix};
  const known = release.valuesTemplate.tokens.map(({token}) => token);
  return [
    ...early,
    ...rendered.diagnostics,
    ...findTokenLeaks({text: values, file: release.valuesTemplate.path}, [...statics, ...rendered.manifests], known),
    ...verifyRelease(release, objects),
  ];
}
