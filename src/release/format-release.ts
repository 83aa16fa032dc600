import {stringify} from 'yaml';
import type {Release} from '../model/release.js';

/** The text of a release.yaml that reads as this release, headed by what is to be looked over. */
export function formatRelease(release: Release, notes: readonly string[]): string {
  const bare = <T extends {readonly isPrefixed: boolean}>({isPrefixed: _, ...rest}: T) => rest;
  const {chart, valuesTemplate} = release;
  const {admin, ...login} = release.login;
  const named = (isPrefixed: boolean) =>
    release.namespaces.filter((namespace) => namespace.isPrefixed === isPrefixed).map(bare);
  const document = {
    apiVersion: 'shakinstall.dev/v1',
    kind: 'Release',
    name: release.name,
    version: release.version,
    kubernetes: release.kubernetes.range,
    chart: {path: chart.path, releaseName: chart.releaseName, namespace: chart.namespace},
    manifests: release.manifests,
    values: {
      template: valuesTemplate.path,
      tokens: valuesTemplate.tokens,
      replacements: valuesTemplate.replacements,
      overrides: valuesTemplate.overrides,
    },
    namespaces: {prefixed: named(true), fixed: named(false)},
    kinds: release.kinds,
    criticalWorkloads: release.criticalWorkloads.map(bare),
    idleWorkloads: release.idleWorkloads.map(bare),
    nodeSelectors: release.nodeSelectors,
    storageClasses: release.storageClasses,
    webhooks: release.webhooks.map(bare),
    certificates: release.certificates.map(bare),
    keySecrets: release.keySecrets.map(bare),
    ...(release.solverSecret ? {solverSecret: bare(release.solverSecret)} : {}),
    ingress: bare(release.ingress),
    login: {...login, ...(admin === undefined ? {} : {admin: bare(admin)})},
    keys: release.keys,
    disks: release.disks,
    ...(release.upgrade.isRequired ? {required: true} : {}),
    ...(release.upgrade.isHotfix ? {hotfix: true} : {}),
    upgradesThrough: release.upgrade.through,
    updates: release.upgrade.updates.map(bare),
    replaces: release.upgrade.replaces.map(bare),
    images: release.images,
  };
  const heading =
    notes.length > 0 ? ['What the chart does not tell, to be looked over:', ...notes.map((note) => `- ${note}`)] : [];
  const comment = heading.map((line) => `# ${line}\n`).join('');
  return `${comment}${stringify(document, {lineWidth: 120, aliasDuplicateObjects: false})}`;
}
