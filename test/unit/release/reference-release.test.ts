import {execFileSync} from 'node:child_process';
import {mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {beforeAll, describe, expect, it} from 'vitest';
import {CarriedHelm} from '../../../src/adapters/helm/carried-helm.js';
import {DirectoryReleaseFiles} from '../../../src/adapters/local/directory-release-files.js';
import {isErrorDiagnostic} from '../../../src/model/diagnostic.js';
import type {Release, ReleaseSettings} from '../../../src/model/release.js';
import {checkSettings} from '../../../src/release/check-settings.js';
import {findTokenLeaks} from '../../../src/release/find-token-leaks.js';
import {parseRendered} from '../../../src/release/parse-rendered.js';
import {readManifests} from '../../../src/release/read-manifests.js';
import {readRelease} from '../../../src/release/read-release.js';
import {renderValues} from '../../../src/release/render-values.js';
import {verifyRelease} from '../../../src/release/verify-release.js';
import {findMisfits} from './find-misfits.js';

const ROOT = 'templates/platform';
const files = DirectoryReleaseFiles(ROOT);
const settings: ReleaseSettings = {
  deploymentName: 'acme',
  domain: 'shakudo.acme.example',
  bucketName: 'acme-jobs',
  bucketType: 'GCP',
  gitPublicKey: 'ssh-rsa AAAAB3NzaC1yc2E acme',
  oauthClientSecret: '1234567890123456789012345678901234567890',
  cloudProvider: 'GCP',
  projectId: 'acme-platform',
  loadBalancerIp: '203.0.113.7',
};
let release: Release;
let helm: string | undefined;

beforeAll(async () => {
  const reading = await readRelease(files);
  expect(reading.diagnostics).toEqual([]);
  release = reading.release!;
  helm = (await CarriedHelm([join(tmpdir(), 'shakinstall-test-helm')]).unpack())?.path;
});

async function render(more: ReleaseSettings = {}) {
  const template = (await files.readText(release.valuesTemplate.path))!;
  const values = renderValues(release.valuesTemplate, template, {...settings, ...more});
  expect(values.diagnostics).toEqual([]);
  const file = join(mkdtempSync(join(tmpdir(), 'shakinstall-values-')), 'values.yaml');
  writeFileSync(file, values.text);
  const prefix = more.namespacePrefix ? `${more.namespacePrefix}-` : '';
  const args = ['template', release.chart.releaseName, ROOT, '-n', `${prefix}${release.chart.namespace}`, '-f', file];
  const rendered = execFileSync(helm!, [...args, '--kube-version', '1.27.3'], {encoding: 'utf8', maxBuffer: 1 << 26});
  return {values: values.text, ...parseRendered(rendered)};
}

describe('the reference release', () => {
  it('reads without a diagnostic', () => {
    expect(release).toMatchObject({
      name: 'shakudo-platform',
      version: '2023.12',
      kubernetes: {minimum: '1.25', below: '1.28'},
      chart: {path: '.', name: 'shakudo-platform', releaseName: 'shakudo-hyperplane', namespace: 'hyperplane-core'},
    });
    expect(release.manifests.map((directory) => directory.path)).toEqual([
      'static/crds',
      'static/prometheus-0',
      'static/prometheus-1',
      'static/prometheus-2',
      'static/cert-manager',
      'static/certs',
    ]);
  });

  it('holds manifests that parse, with the domain filled in and one definition too large for an annotation', async () => {
    const reading = await readManifests(files, release, settings);
    expect(reading.diagnostics.filter(isErrorDiagnostic)).toEqual([]);
    const manifests = reading.directories.flatMap((directory) => directory.manifests);
    const large = manifests.filter((manifest) => JSON.stringify(manifest.object).length > 262_144);
    expect(large.map((manifest) => manifest.name)).toEqual(['clusterissuers.cert-manager.io']);
    const certificates = manifests.filter((manifest) => manifest.kind === 'Certificate');
    expect(certificates.map((manifest) => manifest.object.spec)).toMatchObject([
      {dnsNames: ['shakudo.acme.example', '*.shakudo.acme.example']},
      {dnsNames: ['shakudo.acme.example', '*.shakudo.acme.example']},
    ]);
  });

  it('renders with helm, no token left in an object', async ({skip}) => {
    if (!helm) return skip('no helm for this machine');
    const rendering = await render();
    expect(rendering.diagnostics).toEqual([]);
    const left = findTokenLeaks({text: rendering.values, file: 'values.yaml'}, rendering.manifests);
    expect(left.filter(isErrorDiagnostic)).toEqual([]);
    expect(left.length).toBeGreaterThan(4);
    const secret = rendering.manifests.find(
      (manifest) => manifest.kind === 'Secret' && manifest.name === 'oauth2-proxy',
    );
    expect(secret?.object.stringData).toMatchObject({'client-secret': settings.oauthClientSecret});
    const service = rendering.manifests.find(
      (manifest) => manifest.name === release.ingress.service && manifest.kind === 'Service',
    );
    expect(service?.object.spec).toMatchObject({type: 'LoadBalancer', loadBalancerIP: '203.0.113.7'});
  });

  it('holds a definition for each of its custom resources, which knows all of their fields', async ({skip}) => {
    if (!helm) return skip('no helm for this machine');
    const rendering = await render({loadBalancerIsInternal: true, dnsServiceAccountKey: 'values.yaml'});
    const statics = (await readManifests(files, release, settings)).directories.flatMap((entry) => entry.manifests);
    expect(findMisfits([...statics, ...rendering.manifests])).toEqual([]);
  });

  it('uses exactly the namespaces that it names', async ({skip}) => {
    if (!helm) return skip('no helm for this machine');
    const rendering = await render();
    const statics = (await readManifests(files, release, settings)).directories.flatMap((entry) => entry.manifests);
    const created = (manifests: readonly {kind: string; name: string}[]) =>
      manifests.filter((manifest) => manifest.kind === 'Namespace').map((manifest) => manifest.name);
    const by = (creator: string) =>
      release.namespaces.filter((entry) => entry.createdBy === creator).map((entry) => entry.name);
    expect(created(rendering.manifests).sort()).toEqual(by('chart').sort());
    expect(created(statics).sort()).toEqual(by('manifests').sort());
    const used = new Set([...rendering.manifests, ...statics].flatMap((manifest) => manifest.namespace ?? []));
    const known = new Set([...release.namespaces.map((entry) => entry.name), 'kube-system']);
    expect([...used].filter((name) => !known.has(name))).toEqual([]);
    expect(by('installer').every((name) => used.has(name))).toBe(true);
  });

  it('puts the prefix before every one of its namespaces', async ({skip}) => {
    if (!helm) return skip('no helm for this machine');
    const prefixed = {...settings, namespacePrefix: 'blue'};
    const rendering = await render(prefixed);
    const statics = (await readManifests(files, release, prefixed)).directories.flatMap((entry) => entry.manifests);
    const namespaces = new Set([...rendering.manifests, ...statics].flatMap((manifest) => manifest.namespace ?? []));
    expect([...namespaces].filter((name) => name.startsWith('hyperplane-'))).toEqual([]);
    const names = release.namespaces.filter((entry) => entry.isPrefixed).map((entry) => entry.name);
    const text = JSON.stringify([...rendering.manifests, ...statics].map((manifest) => manifest.object));
    const left = names.filter((name) => new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(text));
    expect(left).toEqual([]);
  });

  it('renders the critical workloads that it names', async ({skip}) => {
    if (!helm) return skip('no helm for this machine');
    const rendering = await render();
    const statics = (await readManifests(files, release, settings)).directories.flatMap((entry) => entry.manifests);
    for (const workload of release.criticalWorkloads) {
      const found = [...rendering.manifests, ...statics].filter(
        (manifest) =>
          manifest.kind === workload.kind &&
          manifest.namespace === workload.namespace &&
          manifest.name.startsWith(workload.namePrefix) &&
          JSON.stringify(manifest.object).includes(JSON.stringify(Object.values(workload.labels)[0])),
      );
      expect(found.length, workload.namePrefix).toBeGreaterThan(0);
    }
  });

  it('says of itself what can be derived from its chart', async ({skip}) => {
    if (!helm) return skip('no helm for this machine');
    const bare = {
      ...files,
      readText: async (path: string) => (path === 'release.yaml' ? undefined : files.readText(path)),
    };
    const derived = await readRelease(bare, {
      async render({releaseName, namespace, values, kubernetesVersion}) {
        const file = join(mkdtempSync(join(tmpdir(), 'shakinstall-values-')), 'values.yaml');
        writeFileSync(file, values);
        const args = ['template', releaseName, ROOT, '-n', namespace, '-f', file, '--kube-version', kubernetesVersion];
        return execFileSync(helm!, args, {encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'pipe']});
      },
    });
    const found = derived.release!;
    expect(derived.derivedNotes).toEqual(['Versions that must be installed before this one are not told by a chart.']);
    for (const key of ['manifests', 'ingress', 'login', 'keys', 'disks', 'storageClasses', 'images'] as const) {
      expect(release[key], key).toEqual(found[key]);
    }
    const byName = (left: {name: string}, right: {name: string}) => (left.name < right.name ? -1 : 1);
    for (const key of ['namespaces', 'webhooks', 'certificates'] as const) {
      expect([...release[key]].sort(byName), key).toEqual([...found[key]].sort(byName));
    }
    const needs = (of: Release) => of.nodeSelectors.map(({key, values, path}) => `${key}=${values} ${path}`).sort();
    expect(needs(release)).toEqual(needs(found));
    const workloads = (of: Release) =>
      of.criticalWorkloads.map(({kind, namespace, namePrefix}) => `${kind} ${namespace}/${namePrefix}`).sort();
    expect(workloads(release)).toEqual(workloads(found));
    expect(release.valuesTemplate.overrides).toEqual(expect.arrayContaining([...found.valuesTemplate.overrides]));
    expect(release.valuesTemplate.replacements).toEqual(found.valuesTemplate.replacements);
    const tokens = (of: Release) => of.valuesTemplate.tokens.map(({token, setting}) => `${token} ${setting}`).sort();
    expect(tokens(release)).toEqual(tokens(found));
  });

  it('verifies, with a prefix and without', async ({skip}) => {
    if (!helm) return skip('no helm for this machine');
    for (const prefix of ['', 'blue']) {
      const given = {...settings, ...(prefix ? {namespacePrefix: prefix} : {})};
      const rendering = await render(given);
      const reading = await readManifests(files, release, given);
      const statics = reading.directories.flatMap((entry) => entry.manifests);
      expect(verifyRelease(release, {statics, rendered: rendering.manifests, prefix})).toEqual([]);
      expect(checkSettings(release, given)).toEqual([]);
    }
  });
});
