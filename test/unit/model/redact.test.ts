import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {redactText, redactValue} from '../../../src/model/redact.js';

/** Put together here, so that nobody takes this file for a leak. */
const pem = (kind: string) => [`-----BEGIN ${kind}-----`, 'c2VjcmV0LWNhbmFyeQ==', `-----END ${kind}-----`].join('\n');

describe('redactText', () => {
  it.each([
    ['a private key', pem('PRIVATE KEY')],
    ['an OpenSSH key', pem('OPENSSH PRIVATE KEY')],
    ['a key that was cut off', pem('RSA PRIVATE KEY').slice(0, -12)],
    ['a key inside JSON', JSON.stringify({private_key: pem('PRIVATE KEY')})],
    ['a JWT', `token eyJhbGciOiJSUzI1NiJ9.${'c2VjcmV0LWNhbmFyeQ'}.c2ln`],
    ['an access token', `ya29.${'secret-canary_1'}`],
    ['a refresh token', `1//0${'secret-canary-secret-canary'}`],
    ['a bearer header', 'authorization: Bearer secret-canary'],
    ['a password in an address', 'postgresql://app:secret-canary@db:5432/x'],
    ['a password of the environment', 'PGPASSWORD=secret-canary psql'],
    ['a password in YAML', 'adminPassword: "secret-canary"'],
    ['a client secret in JSON', '{"client_secret": "secret-canary", "a": 1}'],
    ['a cookie secret as a flag', '--cookie-secret=secret-canary --upstream=x'],
    ['an OAuth client', `GOCSPX-${'secret-canary'}`],
    ['a GitHub token', `ghp_${'secretcanarysecretcanary'}`],
  ])('takes out %s', (_, text) => {
    const redacted = redactText(`before ${text} after`);
    expect(redacted).not.toMatch(/secret-?canary|c2VjcmV0/);
    expect(redacted).toContain('[redacted');
    expect(redacted).toContain('before');
  });

  it('leaves what is no secret', () => {
    const text =
      'pod oauth2-proxy-7d: error reaching the login: 503, https://platform.example.com/auth/realms/Hyperplane';
    expect(redactText(text)).toBe(text);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const once = redactText(text);
        expect(redactText(once)).toBe(once);
      }),
    );
  });
});

describe('redactValue', () => {
  it('takes out what a telling name holds, and keeps names and references', () => {
    expect(
      redactValue({
        sso: {clientSecret: 'env:SSO_SECRET', clientId: 'id'},
        password: 'canary',
        nested: [{apiKey: 'canary', secretName: 'ingressgateway-wc-certs', tokenTtl: 3600}],
        text: 'Bearer canary-canary',
      }),
    ).toEqual({
      sso: {clientSecret: 'env:SSO_SECRET', clientId: 'id'},
      password: '[redacted value]',
      nested: [{apiKey: '[redacted value]', secretName: 'ingressgateway-wc-certs', tokenTtl: 3600}],
      text: 'Bearer [redacted token]',
    });
  });
});
