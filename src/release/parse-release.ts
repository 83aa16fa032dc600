import type {Diagnostic} from '../model/diagnostic.js';
import type {Release, ReleaseNamespace, ValuesToken} from '../model/release.js';
import type {ReleaseLogin} from '../model/release-login.js';
import {parseKubernetesWindow} from './kubernetes-window.js';
import {releaseDiagnostic} from './release-diagnostic.js';
import {type LocatedYaml, parseLocatedYaml} from './schema/located-yaml.js';
import {type ReleaseDocument, releaseSchema} from './schema/release-schema.js';
import {schemaDiagnostics} from './schema/schema-diagnostics.js';

/** A release, or why there is none; warnings may stand beside a release. */
export interface ReleaseReading {
  readonly release?: Release;
  readonly diagnostics: readonly Diagnostic[];
}

/** What Chart.yaml says of the chart. */
export interface ChartIdentity {
  readonly name: string;
  readonly version: string;
}

/** Turns the text of release.yaml into a release; everything that is wrong is reported at once. */
export function parseRelease(text: string, file: string, chart: ChartIdentity): ReleaseReading {
  return judgeRelease(parseLocatedYaml(text, file), chart);
}

/** The same of a release.yaml that was parsed before. */
export function judgeRelease(located: ReturnType<typeof parseLocatedYaml>, chart: ChartIdentity): ReleaseReading {
  if (!located.yaml) return {diagnostics: located.diagnostics};
  const yaml = located.yaml;
  const windowDiagnostic = checkWindow(yaml);
  const parsed = releaseSchema.safeParse(yaml.value);
  if (!parsed.success) {
    const issues = schemaDiagnostics(parsed.error, yaml, releaseSchema).filter((issue) => issue.field !== 'kubernetes');
    return {diagnostics: windowDiagnostic ? [...issues, windowDiagnostic] : issues};
  }
  if (windowDiagnostic) return {diagnostics: [windowDiagnostic]};
  return {release: createRelease(parsed.data, chart), diagnostics: []};
}

function checkWindow(yaml: LocatedYaml): Diagnostic | undefined {
  const value = (yaml.value as {readonly kubernetes?: unknown} | null)?.kubernetes;
  const reading = typeof value === 'string' ? parseKubernetesWindow(value) : undefined;
  if (reading && 'window' in reading) return undefined;
  const summary =
    value === undefined || value === null
      ? 'The release does not say which versions of Kubernetes it supports'
      : reading?.problem === 'empty'
        ? `No version of Kubernetes lies in ${value}`
        : `${JSON.stringify(value)} is no window of Kubernetes versions`;
  return releaseDiagnostic('SHK_RELEASE_E0004', summary, {
    location: yaml.locate(['kubernetes']),
    field: 'kubernetes',
    tries: [{text: 'Write the supported minors as ">=1.25 <1.28".'}],
  });
}

function createRelease(document: ReleaseDocument, chart: ChartIdentity): Release {
  const reading = parseKubernetesWindow(document.kubernetes);
  if (!('window' in reading)) throw new Error('the window was checked before');
  const namespaces: ReleaseNamespace[] = [
    ...document.namespaces.prefixed.map((entry) => ({...entry, isPrefixed: true})),
    ...document.namespaces.fixed.map((entry) => ({...entry, isPrefixed: false})),
  ];
  const prefixed = new Set(document.namespaces.prefixed.map((entry) => entry.name));
  const place = <T extends {readonly namespace: string}>(entry: T): T & {readonly isPrefixed: boolean} => ({
    ...entry,
    isPrefixed: prefixed.has(entry.namespace),
  });
  return {
    name: document.name,
    version: document.version,
    kubernetes: reading.window,
    chart: {...document.chart, name: chart.name, version: chart.version},
    manifests: document.manifests,
    valuesTemplate: {
      path: document.values.template,
      tokens: document.values.tokens.map(
        ({token, setting, meaning}): ValuesToken => ({token, meaning, ...(setting ? {setting} : {})}),
      ),
      replacements: document.values.replacements,
      overrides: document.values.overrides,
    },
    namespaces,
    kinds: document.kinds,
    images: [...new Set(document.images)].sort(),
    criticalWorkloads: document.criticalWorkloads.map(place),
    idleWorkloads: document.idleWorkloads.map(place),
    nodeSelectors: document.nodeSelectors.map(({path, ...need}) => ({...need, ...(path ? {path} : {})})),
    storageClasses: document.storageClasses,
    webhooks: document.webhooks.map(place),
    certificates: document.certificates.map(place),
    ...(document.solverSecret ? {solverSecret: place(document.solverSecret)} : {}),
    keySecrets: document.keySecrets.map(place),
    ingress: place(document.ingress),
    login: createLogin(document.login, place),
    keys: document.keys,
    disks: document.disks,
    upgrade: {
      isRequired: document.required,
      isHotfix: document.hotfix,
      through: document.upgradesThrough,
      updates: document.updates.map(({serviceAccount, remains, ...update}) => ({
        ...place(update),
        ...(serviceAccount ? {serviceAccount} : {}),
        ...(remains ? {remains} : {}),
      })),
      replaces: document.replaces.map(place),
    },
  };
}

function createLogin(
  {admin, ...login}: ReleaseDocument['login'],
  place: <T extends {readonly namespace: string}>(entry: T) => T & {readonly isPrefixed: boolean},
): ReleaseLogin {
  return {...login, ...(admin === undefined ? {} : {admin: place(admin)})};
}
