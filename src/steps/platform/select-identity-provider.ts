import type {SsoConfig} from '../../model/install-config.js';
import type {IdentityProviderRequest} from '../../model/ports/identity-providers.js';

type Endpoints = Readonly<Record<'authorizationUrl' | 'tokenUrl' | 'jwksUrl' | 'userInfoUrl' | 'issuer', string>>;

/** https://developer.okta.com/docs/reference/api/oidc/#endpoints: of an organization, or of an authorization server in it. */
function selectOktaEndpoints(issuer: string): Endpoints {
  const base = `${issuer}${new URL(issuer).pathname === '/' ? '/oauth2' : ''}/v1`;
  return {
    authorizationUrl: `${base}/authorize`,
    tokenUrl: `${base}/token`,
    jwksUrl: `${base}/keys`,
    userInfoUrl: `${base}/userinfo`,
    issuer,
  };
}

/**
 * https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc: a tenant is named by its id or by one of
 * its domains. Tokens name the id, so a domain cannot stand for their issuer.
 */
function selectAzureEndpoints({issuer, hostedDomain = ''}: SsoConfig): Endpoints {
  const base = (issuer ?? `https://login.microsoftonline.com/${hostedDomain}/v2.0`).replace(/\/v2\.0$/, '');
  return {
    authorizationUrl: `${base}/oauth2/v2.0/authorize`,
    tokenUrl: `${base}/oauth2/v2.0/token`,
    jwksUrl: `${base}/discovery/v2.0/keys`,
    userInfoUrl: 'https://graph.microsoft.com/oidc/userinfo',
    issuer: issuer ?? '',
  };
}

/** What a provider of OpenID Connect is told to Keycloak by. https://www.keycloak.org/docs/latest/server_admin/#_identity_broker_oidc */
const openIdConnect = (endpoints: Endpoints) => ({
  ...endpoints,
  validateSignature: 'true',
  useJwksUrl: 'true',
  clientAuthMethod: 'client_secret_post',
});

const displayNames = {google: 'Google', okta: 'Okta', azure: 'Microsoft'} as const;

/** The provider as Keycloak is to hold it, without its secret; undefined where nobody but Keycloak knows the users. */
export function selectIdentityProvider(sso: SsoConfig): IdentityProviderRequest | undefined {
  const {provider, clientId = '', hostedDomain = ''} = sso;
  if (provider === 'none') return undefined;
  const common = {clientId, defaultScope: 'openid profile email', syncMode: 'IMPORT'};
  const named = {alias: provider, displayName: displayNames[provider]};
  switch (provider) {
    // https://www.keycloak.org/docs/latest/server_admin/#_google
    case 'google':
      return {...named, providerId: 'google', config: {...common, useJwksUrl: 'true', hostedDomain}};
    case 'okta':
      return {
        ...named,
        providerId: 'oidc',
        config: {...common, ...openIdConnect(selectOktaEndpoints((sso.issuer ?? '').replace(/\/$/, '')))},
      };
    case 'azure':
      return {...named, providerId: 'oidc', config: {...common, ...openIdConnect(selectAzureEndpoints(sso))}};
  }
}
