import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {loadConfig} from '../../../../src/config/load-config.js';
import {listCodes, loadWith, minimalText} from '../minimal-input.js';

// Put together here, so that no tool takes this file for a leak.
const secrets = {
  pem: ['-----BEGIN RSA', 'PRIVATE KEY-----\nMIIEowIBAAKCAQEA\n-----END RSA PRIVATE KEY-----'].join(' '),
  github: `gh${'p_'}${'a1B2'.repeat(9)}`,
  gitlab: `glpat${'-'}${'a1B2'.repeat(5)}`,
  google: `ya29${'.'}${'a1B2'.repeat(8)}`,
  client: `GOCSPX${'-'}${'a1B2'.repeat(7)}`,
  amazon: `AKIA${'ABCD1234'.repeat(2)}`,
  jwt: [`eyJ${'hbGciOiJub25lIn0'}`, `eyJ${'zdWIiOiIxMjM0NTY3ODkwIn0'}`, 'c2ln'].join('.'),
};

describe('secrets in a configuration', () => {
  it.each(Object.entries(secrets))('refuses and does not repeat a literal %s, wherever it stands', (_name, secret) => {
    for (const field of [
      'sso.clientSecret',
      'deployment',
      'sso.clientId',
      'unknown',
      'release.values.token',
      'cluster.name',
      'tls',
    ]) {
      const loaded = loadWith({[field]: secret});
      expect(loaded.config).toBeUndefined();
      expect(listCodes(loaded)).toContain(`E0013 ${field}`);
      expect(JSON.stringify(loaded.diagnostics)).not.toContain(secret.slice(0, 16));
    }
  });

  it('refuses whatever is no reference where a secret is wanted, and does not repeat it', () => {
    const plain = fc.stringMatching(/^[A-Za-z0-9!$%&/()=?_-]{8,40}$/).filter((text) => !minimalText.includes(text));
    fc.assert(
      fc.property(plain, fc.constantFrom('sso.clientSecret', 'git.deployKey', 'tls.key'), (text, field) => {
        const loaded = loadWith({'sso.provider': 'google', 'sso.clientId': 'x', 'tls.mode': 'own', [field]: text});
        expect(listCodes(loaded)).toContain(`E0013 ${field}`);
        expect(JSON.stringify(loaded.diagnostics)).not.toContain(JSON.stringify(text).slice(1, -1));
      }),
      {numRuns: 60},
    );
  });

  it('does not repeat a number where a secret is wanted', () => {
    expect(JSON.stringify(loadWith({'sso.clientSecret': 8_675_309}).diagnostics)).not.toContain('8675309');
  });

  it('refuses an address with a password', () => {
    const loaded = loadWith({'git.repository': 'https://me:hunter22@git.example/acme.git'});
    expect(listCodes(loaded)).toEqual(['E0013 git.repository']);
    expect(JSON.stringify(loaded.diagnostics)).not.toContain('hunter22');
  });

  it('does not repeat a secret that makes the YAML invalid', () => {
    const text = `${minimalText}sso:\n  clientSecret: ${secrets.pem}\n`;
    expect(JSON.stringify(loadConfig({files: [{path: 'a.yaml', text}]}).diagnostics)).not.toContain('MIIE');
  });

  it.each(['env:TOKEN', 'file:secrets/key', 'file:/etc/my key.pem'])('takes %s', (reference) => {
    expect(loadWith({'git.deployKey': reference}).diagnostics).toEqual([]);
  });
});
