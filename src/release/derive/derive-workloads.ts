import type {Manifest} from '../../model/manifest.js';
import type {CriticalWorkload, IdleWorkload, NodeSelectorNeed} from '../../model/release.js';
import {formatManifest} from '../find-token-leaks.js';
import {fieldsOf, nodeNeedsOf, podTemplateOf} from './pod-facts.js';

/** What the runbook calls critical, and what stands between it and its users. */
const CRITICAL: ReadonlyArray<readonly [what: string, kind: RegExp, name: RegExp]> = [
  ['the dashboard', /^Deployment$/, /^hyperplane-dashboard/],
  ['the API server', /^Deployment$/, /^api-server/],
  ['the reconciler', /^Deployment$/, /reconciler/],
  ['PostgreSQL', /^StatefulSet$/, /^postgresql$/],
  ['Redis', /^StatefulSet$/, /^redis(-master)?$/],
  ['pgbouncer', /^Deployment$/, /^pgbouncer/],
  ['Keycloak', /^(Deployment|StatefulSet)$/, /^keycloak/],
  ['oauth2-proxy', /^Deployment$/, /^oauth2-proxy/],
  ['istiod', /^Deployment$/, /^istiod/],
  ['the ingress gateway', /^Deployment$/, /^istio-ingressgateway/],
  ['cert-manager and its webhook', /^Deployment$/, /^cert-manager(-webhook|-cainjector)?$/],
  ['the job that prepares the database', /^Job$/, /^init-prisma/],
  ['the job that configures Keycloak', /^Job$/, /^(kc-conf|keycloak-config)/],
  ['the job that loads PodSpecs', /^Job$/, /pod-?specs?/],
  ['the job that loads the default PlatformApps', /^Job$/, /platform-?apps?/],
  ['the job that loads conda', /^Job$/, /conda-load/],
];

/** The critical workloads among some objects, and those that are not found there. */
export function deriveCriticalWorkloads(manifests: readonly Manifest[], isPrefixed: (name: string) => boolean) {
  const workloads: CriticalWorkload[] = [];
  const idle: IdleWorkload[] = [];
  const notes: string[] = [];
  for (const [what, kind, name] of CRITICAL) {
    const found = manifests.filter(
      (manifest) => kind.test(manifest.kind) && name.test(manifest.name) && !isPassing(manifest),
    );
    const isHook = manifests.some(
      (manifest) => kind.test(manifest.kind) && name.test(manifest.name) && isPassing(manifest),
    );
    if (found.length === 0 && !isHook) notes.push(`No workload looks like ${what}: nobody waits for it.`);
    for (const manifest of found) {
      const namespace = manifest.namespace ?? 'default';
      const namePrefix = stripSuffix(manifest);
      if (isScalable(manifest.kind) && fieldsOf(manifest.object.spec).replicas === 0) {
        idle.push({kind: manifest.kind, namespace, isPrefixed: isPrefixed(namespace), name: manifest.name});
        notes.push(`${formatManifest(manifest)} is made with no replicas: the installer starts it.`);
      }
      if (workloads.some((workload) => workload.namespace === namespace && workload.namePrefix === namePrefix))
        continue;
      workloads.push({
        kind: manifest.kind as CriticalWorkload['kind'],
        namespace,
        isPrefixed: isPrefixed(namespace),
        namePrefix,
        labels: selectorOf(manifest),
      });
    }
  }
  return {workloads, idle, notes};
}

function isScalable(kind: string): kind is IdleWorkload['kind'] {
  return kind === 'Deployment' || kind === 'StatefulSet';
}

/**
 * Whether helm runs it and takes it away again when it succeeded: helm waits for it, nobody else can.
 * https://helm.sh/docs/topics/charts_hooks/#hook-deletion-policies
 */
function isPassing(manifest: Manifest): boolean {
  const annotations = fieldsOf(manifest.object.metadata.annotations);
  return (
    annotations['helm.sh/hook'] !== undefined &&
    /hook-succeeded/.test(String(annotations['helm.sh/hook-delete-policy'] ?? ''))
  );
}

/** A name without the revision and occasion of a job, or the eight letters and digits that a chart generates. */
function stripSuffix(manifest: Pick<Manifest, 'kind' | 'name'>): string {
  if (manifest.kind === 'Job') return manifest.name.replace(/(-(install|upgrade))?-\d+$/, '');
  return manifest.name.replace(/-(?=[a-z]*\d)[a-z0-9]{8}$/, '');
}

/** Labels by which the pods can be told: the selector of the workload, or nothing where it has none of its own. */
function selectorOf(manifest: Manifest): Readonly<Record<string, string>> {
  const selector = fieldsOf(fieldsOf(fieldsOf(manifest.object.spec).selector).matchLabels);
  return Object.fromEntries(Object.entries(selector).map(([key, value]) => [key, String(value)]));
}

/** What the pods ask of node labels, each need once with all who have it. */
export function deriveNodeSelectors(manifests: readonly Manifest[]): NodeSelectorNeed[] {
  const needs = new Map<string, {key: string; values: readonly string[]; workloads: string[]}>();
  for (const manifest of manifests) {
    // A daemon set whose nodes do not exist waits for nothing.
    if (!podTemplateOf(manifest) || manifest.kind === 'DaemonSet') continue;
    for (const need of nodeNeedsOf(manifest)) {
      const id = JSON.stringify(need);
      const entry = needs.get(id) ?? {...need, workloads: []};
      entry.workloads.push(formatManifest(manifest));
      needs.set(id, entry);
    }
  }
  return [...needs.values()];
}
