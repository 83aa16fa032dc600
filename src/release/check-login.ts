import type {Diagnostic} from '../model/diagnostic.js';
import type {Release} from '../model/release.js';
import {releaseDiagnostic} from './release-diagnostic.js';

/** A warning where an identity provider is wanted and the release does not tell how Keycloak's administrator is let in. */
export function checkLogin({name, version, login}: Release, provider: string): Diagnostic[] {
  if (provider === 'none' || login.admin !== undefined) return [];
  return [
    releaseDiagnostic('SHK_RELEASE_W0008', `${name} ${version} does not say where Keycloak’s administrator stands`, {
      detail: `The identity provider ${provider} is not connected by this program.`,
      location: {file: 'release.yaml'},
      field: 'login.admin',
      tries: [
        {text: 'Name the secret of the administrator under login.admin: {namespace, secret, passwordKey, user}.'},
        {text: 'Or connect the provider in Keycloak’s console once the platform is up.'},
      ],
    }),
  ];
}
