import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {ReleaseSettings, ValuesTemplate} from '../../../src/model/release.js';
import {readKubernetesYaml} from '../../../src/release/manifests/kubernetes-yaml.js';
import {renderValues} from '../../../src/release/render-values.js';

const TEXT = `# Values of one deployment
domain: TOREPLACEDEPLOYMENTNAME.hyperplane.dev
clientName: TOREPLACEDEPLOYMENTNAME # its name
defaultStorageClassName: oci
pipelinePVC:
  accessModes:
  - ReadOnlyMany
  storageClass: oci-bv
settings: {cloudProvider: "OCI"}
mode: 0400
empty:
oauthClientSecret: TOREPLACEOAUTHCLIENTSECRET
known_hosts: |-
  github.com ssh-rsa AAAA
  TOREPLACEGITHUBRSAPUBKEY
#other: TOREPLACEOCIBUCKETNAME
`;

const template: ValuesTemplate = {
  path: 'valuesTemplate.yaml',
  tokens: [
    {token: 'TOREPLACEDEPLOYMENTNAME', setting: 'deploymentName', meaning: 'name'},
    {token: 'TOREPLACEOAUTHCLIENTSECRET', setting: 'oauthClientSecret', meaning: 'secret'},
    {token: 'TOREPLACEGITHUBRSAPUBKEY', setting: 'gitPublicKey', meaning: 'key'},
    {token: 'TOREPLACEOCIBUCKETNAME', meaning: 'bucket of another cloud'},
  ],
  replacements: [
    {from: ': oci-bv', to: ': standard'},
    {from: ': oci', to: ': standard'},
    {from: ': "OCI"', to: ': "GCP"'},
  ],
  overrides: [
    {setting: 'domain', path: 'domain'},
    {setting: 'loadBalancerIp', path: 'istio.gateway.loadBalancerIP'},
  ],
};

const settings: ReleaseSettings = {
  deploymentName: 'acme',
  oauthClientSecret: '0a1b',
  gitPublicKey: 'ssh-rsa BBBB acme\n',
};
const valuesOf = (text: string) => readKubernetesYaml({text, line: 1}).value as Record<string, unknown>;

describe('renderValues', () => {
  it("does what the runbook's seds do, and nothing else", () => {
    const rendering = renderValues(template, TEXT, settings);
    expect(rendering.diagnostics).toEqual([]);
    expect(rendering.text).toBe(
      TEXT.replaceAll('TOREPLACEDEPLOYMENTNAME', 'acme')
        .replace('TOREPLACEOAUTHCLIENTSECRET', '0a1b')
        .replace('TOREPLACEGITHUBRSAPUBKEY', 'ssh-rsa BBBB acme')
        .replace('oci-bv', 'standard')
        .replace(': oci\n', ': standard\n')
        .replace('"OCI"', '"GCP"'),
    );
  });

  it('sets values by structure and leaves the rest as it was written', () => {
    const extra = {empty: {inner: [1, 'two', true]}, settings: {cloudProvider: 'GCP', limit: '010'}, mode: false};
    const {text, diagnostics} = renderValues(
      template,
      TEXT,
      {...settings, domain: 'a.example', loadBalancerIp: '1.2.3.4'},
      extra,
    );
    expect(diagnostics).toEqual([]);
    expect(valuesOf(text)).toMatchObject({
      domain: 'a.example',
      mode: false,
      empty: {inner: [1, 'two', true]},
      settings: {cloudProvider: 'GCP', limit: '010'},
      istio: {gateway: {loadBalancerIP: '1.2.3.4'}},
      pipelinePVC: {accessModes: ['ReadOnlyMany'], storageClass: 'standard'},
    });
    for (const comment of ['# Values of one deployment', '# its name', '#other: TOREPLACEOCIBUCKETNAME']) {
      expect(text).toContain(comment);
    }
  });

  it('keeps numbers as they were written where something else is set', () => {
    const {text} = renderValues(template, TEXT, {...settings, domain: 'a.example'});
    expect(text).toContain('mode: 0400\n');
    expect(text).toContain('  accessModes:\n  - ReadOnlyMany\n');
    expect(valuesOf(text).mode).toBe(256);
  });

  it.each(['1234567890', '1e10', 'true', '0x10', '~', '2e5'])('keeps a secret that looks like %s a text', (secret) => {
    const {text, diagnostics} = renderValues(template, TEXT, {...settings, oauthClientSecret: secret});
    expect(diagnostics).toEqual([]);
    expect(valuesOf(text).oauthClientSecret).toBe(secret);
  });

  it('refuses a path through something that is no map', () => {
    const {diagnostics} = renderValues(template, TEXT, settings, {domain: {inner: 1}});
    expect(diagnostics).toMatchObject([
      {code: 'SHK_RELEASE_E0014', field: 'domain.inner', summary: 'domain.inner cannot be set: domain is no map'},
    ]);
  });

  it('names the place of what is no YAML', () => {
    const {diagnostics} = renderValues(template, 'a: [\nb: }\n', settings);
    expect(diagnostics[0]).toMatchObject({code: 'SHK_RELEASE_E0002', location: {file: 'valuesTemplate.yaml'}});
  });

  it('refuses anchors that multiply beyond measure', () => {
    const bomb = [
      'a: &a [x, x]',
      ...Array.from({length: 12}, (_, at) => `b${at}: &b${at} [${`*${at === 0 ? 'a' : `b${at - 1}`}, `.repeat(9)}]`),
    ];
    expect(renderValues(template, bomb.join('\n'), settings).diagnostics).toMatchObject([{code: 'SHK_RELEASE_E0002'}]);
  });

  it('works on an empty template', () => {
    const {text, diagnostics} = renderValues(template, '', {domain: 'a.example'});
    expect(diagnostics).toEqual([]);
    expect(valuesOf(text)).toEqual({domain: 'a.example'});
  });

  it('writes every text so that helm reads it back, by token and by override, or refuses it', () => {
    const value = fc.oneof(fc.string(), fc.string({unit: fc.constantFrom(...':#"\'\\ {}[]&*!|>%@`,?-a0e.~<=')}));
    fc.assert(
      fc.property(value, value, (secret, domain) => {
        const {text, diagnostics} = renderValues(template, TEXT, {...settings, oauthClientSecret: secret, domain});
        if (diagnostics.length > 0) return;
        expect(valuesOf(text)).toMatchObject({oauthClientSecret: secret.replace(/\r?\n/g, ''), domain});
      }),
      {numRuns: 300},
    );
  });

  it('gives the same text for the same input, and changes nothing when it is rendered again', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9.-]{1,20}$/), (name) => {
        const given = {...settings, deploymentName: name, domain: `${name}.example`};
        const once = renderValues(template, TEXT, given).text;
        expect(renderValues(template, TEXT, given).text).toBe(once);
        expect(renderValues({...template, replacements: []}, once, given).text).toBe(once);
      }),
    );
  });
});
