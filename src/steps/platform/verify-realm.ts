import {defineProbeStep} from './define-probe-step.js';

export const verifyRealm = defineProbeStep({
  id: 'platform/verify-realm',
  runbook: '22',
  title: 'Reach the Keycloak realm',
  why: 'Single sign-on works only once the realm exists, and oauth2-proxy stays unready until then. Connecting an identity provider to it is the next thing a person does.',
  docs: 'https://www.keycloak.org/securing-apps/oidc-layers',
  needs: ['platform/verify-dashboard'],
  failureCode: 'SHK_VERIFY_E1202',
  selectUrl: ({config, release}) => `https://${config.domain.fqdn}${release.login.realmPath}`,
  judge: ({status, body}) =>
    status !== 200 ? `it answers ${status}` : body.includes('"realm"') ? undefined : 'the answer names no realm',
});
