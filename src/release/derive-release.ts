import {type Diagnostic, isErrorDiagnostic} from '../model/diagnostic.js';
import type {ChartRenderer, ReleaseFiles} from '../model/ports/release-files.js';
import type {Release, ReleaseSetting, ValuesOverride} from '../model/release.js';
import {blankOtherClouds} from './derive/blank-other-clouds.js';
import {collectEvidence, RELEASE_NAME} from './derive/collect-evidence.js';
import {deriveDirectories} from './derive/derive-directories.js';
import {deriveCertificates, deriveIngress, deriveSolverSecret} from './derive/derive-entry.js';
import {deriveKeySecrets} from './derive/derive-key-secrets.js';
import {deriveLogin} from './derive/derive-login.js';
import {deriveNamespaces} from './derive/derive-namespaces.js';
import {derivePlainOverrides, deriveReplacements, deriveTokens} from './derive/derive-values.js';
import {deriveWebhooks} from './derive/derive-webhooks.js';
import {deriveCriticalWorkloads, deriveNodeSelectors} from './derive/derive-workloads.js';
import type {ChartEvidence} from './derive/evidence.js';
import {findOverrides, nestAll, type Render} from './derive/find-overrides.js';
import {findSelectorPaths} from './derive/find-selector-paths.js';
import {listKinds} from './derive/list-kinds.js';
import {imagesOf, isFloatingImage, storageClassesOf} from './derive/pod-facts.js';
import {joinPath} from './manifests/list-manifest-files.js';

/** A release that nobody wrote down, and what could not be told from its chart. */
export interface DerivedRelease {
  readonly release?: Release;
  readonly diagnostics: readonly Diagnostic[];
  readonly notes: readonly string[];
}

/** Derives a release from a bare chart directory: what it holds, and what it renders to. */
export async function deriveRelease(files: ReleaseFiles, renderer: ChartRenderer): Promise<DerivedRelease> {
  const reading = await collectEvidence(files, renderer);
  if (!('evidence' in reading) || reading.diagnostics.some(isErrorDiagnostic)) {
    return {diagnostics: reading.diagnostics, notes: []};
  }
  const {evidence, render} = reading;
  const plain = derivePlainOverrides(evidence.templateText);
  const known = new Set(plain.map((override) => override.setting));
  const found = await findOverrides({...evidence, render}, known);
  const overrides = [...plain, ...found.overrides];
  const prefix = overrides.find((override) => override.setting === 'namespacePrefix');
  const prefixed = new Set(prefix ? await findPrefixed(evidence, prefix, render) : []);
  const derived = createRelease(evidence, overrides, (name) => prefixed.has(name));
  const nodeSelectors = await findSelectorPaths(derived.release.nodeSelectors, {...evidence, render});
  const notes = [...derived.notes, ...found.homeless.map(homelessNote)];
  return {release: {...derived.release, nodeSelectors}, diagnostics: reading.diagnostics, notes};
}

/**
 * Namespaces that a prefix goes before: those of the chart that change with its value, and those of the manifests
 * whose names begin with the same word, which the installer renames itself.
 */
async function findPrefixed(evidence: ChartEvidence, override: ValuesOverride, render: Render): Promise<string[]> {
  const manifests = (await render(nestAll([[override.path, 'trial']]))) ?? [];
  const names = manifests.flatMap((manifest) => [
    manifest.namespace ?? '',
    manifest.kind === 'Namespace' ? manifest.name : '',
  ]);
  const changed = names.filter((name) => name.startsWith('trial-')).map((name) => name.slice('trial-'.length));
  const prefixed = [...new Set([...changed, evidence.namespace])];
  const words = new Set(prefixed.map((name) => name.split('-')[0]));
  const [word] = words.size === 1 ? words : [];
  const statics = evidence.directories
    .flatMap((directory) => directory.manifests)
    .filter((manifest) => manifest.kind === 'Namespace' && manifest.name.split('-')[0] === word);
  return [...prefixed, ...statics.map((manifest) => manifest.name)];
}

function createRelease(
  evidence: ChartEvidence,
  overrides: readonly ValuesOverride[],
  isPrefixed: (name: string) => boolean,
): {readonly release: Release; readonly notes: readonly string[]} {
  const {chartPath, chart, window, templateFile, namespace} = evidence;
  const directories = deriveDirectories(evidence);
  const applied = new Set(directories.directories.map((directory) => directory.path));
  const statics = evidence.directories
    .filter(({path}) => applied.has(path))
    .flatMap((directory) => directory.manifests);
  const used = [...statics, ...evidence.rendered];
  const workloads = deriveCriticalWorkloads(used, isPrefixed);
  const webhooks = deriveWebhooks(used, isPrefixed);
  const entry = deriveIngress(evidence.rendered, isPrefixed);
  const login = deriveLogin(evidence.rendered, isPrefixed);
  const solverSecret = deriveSolverSecret(used, isPrefixed);
  const keySecrets = deriveKeySecrets(used, namespace, isPrefixed);
  const images = [...new Set(used.flatMap(imagesOf))].sort();
  const ownClasses = new Set(
    used.filter((manifest) => manifest.kind === 'StorageClass').map((manifest) => manifest.name),
  );
  const classes = new Set(used.flatMap(storageClassesOf).filter((name) => !ownClasses.has(name)));
  const blanks = blankOtherClouds(evidence.templateText, evidence.rendered);
  const conda = overrides.some((override) => override.setting === 'condaDisk');
  return {
    release: {
      name: chart.name,
      version: chart.version,
      kubernetes: window,
      chart: {path: chartPath, name: chart.name, version: chart.version, releaseName: RELEASE_NAME, namespace},
      manifests: directories.directories,
      valuesTemplate: {
        path: templateFile,
        tokens: deriveTokens(evidence.templateText),
        replacements: [...blanks.replacements, ...deriveReplacements(evidence.templateText)],
        overrides,
      },
      namespaces: deriveNamespaces({statics, rendered: evidence.rendered, namespace}, isPrefixed),
      kinds: {chart: listKinds(evidence.rendered), manifests: listKinds(statics)},
      images,
      criticalWorkloads: workloads.workloads,
      idleWorkloads: workloads.idle,
      nodeSelectors: deriveNodeSelectors(used),
      storageClasses: [...classes].sort(),
      webhooks: webhooks.webhooks,
      certificates: deriveCertificates(used, isPrefixed),
      ...(solverSecret ? {solverSecret} : {}),
      keySecrets: keySecrets.secrets,
      ingress: entry.ingress,
      login: login.login,
      keys: deriveKeys(evidence),
      disks: conda ? [{purpose: 'conda', sizeGb: 50}] : [],
      upgrade: {isRequired: false, isHotfix: false, through: [], updates: [], replaces: []},
    },
    notes: [
      ...(templateFile === joinPath(chartPath, 'valuesTemplate.yaml')
        ? []
        : [`There is no values template: ${templateFile} is taken for one.`]),
      ...(window.below === undefined
        ? [
            `The chart names no newest version of Kubernetes (${window.range}): any from ${window.minimum} on is accepted.`,
          ]
        : []),
      ...blanks.notes,
      ...directories.notes,
      ...workloads.notes,
      ...webhooks.notes,
      ...keySecrets.notes,
      ...entry.notes,
      ...login.notes,
      ...images.filter(isFloatingImage).map((image) => `The image ${image} may change under its name.`),
      'Versions that must be installed before this one are not told by a chart.',
    ],
  };
}

/** The keys that the runbook generates, where the chart has room for them. */
function deriveKeys({chartPath, listing}: ChartEvidence): Release['keys'] {
  const portal = joinPath(chartPath, 'charts/sshportal/');
  const hasPortal = listing.some((file) => file.path.startsWith(portal));
  return [
    {purpose: 'git', type: 'rsa', path: 'keys/id_rsa_github'},
    ...(hasPortal
      ? [{purpose: 'sshportal', type: 'ed25519', path: 'charts/sshportal/keys/id_ed25519_ssh'} as const]
      : []),
  ];
}

const HOMELESS: Readonly<Partial<Record<ReleaseSetting, string>>> = {
  domain: "No value sets the domain: the platform answers at the chart's own.",
  loadBalancerIp: 'No value sets the address of the load balancer: DNS records follow when it has one.',
  loadBalancerIsInternal: 'No value makes the load balancer an internal one on Google Cloud.',
  condaDisk: 'No value names the conda disk.',
  dnsProject: "No value sets the project of the issuer's DNS zone.",
  acmeEmail: "No value sets the issuer's e-mail address: it stays the chart's own.",
  acmeServer: "No value sets the issuer's ACME server: it stays the chart's own.",
  createsIssuer: 'No value leaves the issuer out: a certificate of your own stands beside it.',
  createsIstio: 'No value leaves Istio out: an existing one cannot be used.',
  namespacePrefix: 'No value puts a prefix before the namespaces.',
};

function homelessNote(setting: ReleaseSetting): string {
  return HOMELESS[setting] ?? `No value sets ${setting}.`;
}
