import {describe, expect, it} from 'vitest';
import {selectIdentityProvider} from '../../../../src/steps/platform/select-identity-provider.js';

describe('the identity provider as Keycloak is to hold it', () => {
  it('is nothing where nobody is named', () => {
    expect(selectIdentityProvider({provider: 'none'})).toBeUndefined();
  });

  it('is Google with the domain that may log in', () => {
    const provider = selectIdentityProvider({provider: 'google', clientId: 'g', hostedDomain: 'acme.example'});
    expect(provider).toMatchObject({alias: 'google', providerId: 'google', config: {hostedDomain: 'acme.example'}});
  });

  it.each([
    ['https://acme.okta.com', 'https://acme.okta.com/oauth2/v1/authorize'],
    ['https://acme.okta.com/', 'https://acme.okta.com/oauth2/v1/authorize'],
    ['https://acme.okta.com/oauth2/default', 'https://acme.okta.com/oauth2/default/v1/authorize'],
  ])('finds the endpoints of Okta at %s', (issuer, authorizationUrl) => {
    const provider = selectIdentityProvider({provider: 'okta', clientId: 'o', issuer});
    expect(provider).toMatchObject({alias: 'okta', providerId: 'oidc', config: {authorizationUrl}});
    expect(provider?.config.issuer).toBe(issuer.replace(/\/$/, ''));
  });

  it('finds a tenant of Azure by its issuer or by a domain, which tokens do not name', () => {
    const id = '72f988bf-86f1-41af-91ab-2d7cd011db47';
    const issuer = `https://login.microsoftonline.com/${id}/v2.0`;
    expect(selectIdentityProvider({provider: 'azure', clientId: 'a', issuer})?.config).toMatchObject({
      tokenUrl: `https://login.microsoftonline.com/${id}/oauth2/v2.0/token`,
      issuer,
    });
    expect(
      selectIdentityProvider({provider: 'azure', clientId: 'a', hostedDomain: 'acme.example'})?.config,
    ).toMatchObject({
      jwksUrl: 'https://login.microsoftonline.com/acme.example/discovery/v2.0/keys',
      issuer: '',
    });
  });
});
