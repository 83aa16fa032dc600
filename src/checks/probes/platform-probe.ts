import type {Deployment} from '../../model/finding.js';
import type {KubeObject} from '../../model/ports/kube.js';
import type {CriticalWorkload} from '../../model/release.js';
import {namespaceName} from '../../release/select-namespaces.js';
import type {ClusterProbe, ClusterProbeInputs} from './probe.js';

export interface PlatformService {
  readonly namespace: string;
  readonly name: string;
}

/** What of a cluster is the platform: as the configuration says, or as the cluster itself tells. */
export interface PlatformFact {
  readonly source: 'configuration' | 'cluster';
  /** Namespaces that exist, sorted. */
  readonly namespaces: readonly string[];
  /** Namespaces that the release uses and that are not there; empty without a configuration. */
  readonly missingNamespaces: readonly string[];
  /** Domain under which browsers reach it; null where nothing tells. */
  readonly fqdn: string | null;
  /** The Service whose address the DNS records point at. */
  readonly ingress: PlatformService | null;
  /** Path under the domain that answers once the login's realm exists. */
  readonly realmPath: string | null;
  /** Workloads without which it is not up, with their real namespaces; empty without a configuration. */
  readonly criticalWorkloads: ReadonlyArray<Pick<CriticalWorkload, 'kind' | 'namespace' | 'namePrefix' | 'labels'>>;
}

/** Namespaces of the reference release and of those like it, with or without a prefix of their own. */
const telling = /(^|-)(hyperplane-|istio-system$|cert-manager$)/;

/**
 * Names of namespaces, out of those of a cluster, that are or were the platform's: as the configuration says,
 * and by what they are called.
 */
export function selectTellingNamespaces(
  names: readonly string[],
  deployment: Deployment | undefined,
): readonly string[] {
  const prefix = deployment?.config.namespaces.prefix ?? '';
  const own = new Set(
    deployment?.release.namespaces.map(({name, isPrefixed}) => namespaceName({namespace: name, isPrefixed}, prefix)),
  );
  return names.filter(
    (name) => own.has(name) || (telling.test(name) && (prefix === '' || name.startsWith(`${prefix}-`))),
  );
}

/** Gateway hosts such as `hyperplane-core/platform.example.com`, `*.platform.example.com`, `*`. */
function selectFqdn(gateways: readonly KubeObject[]): string | null {
  const hosts = gateways.flatMap(({spec}) =>
    ((spec as {servers?: ReadonlyArray<{hosts?: readonly string[]}>} | undefined)?.servers ?? []).flatMap(
      (server) => server.hosts ?? [],
    ),
  );
  const names = hosts
    .map((host) => host.slice(host.indexOf('/') + 1))
    .filter((host) => !host.startsWith('*') && host.includes('.'));
  // The platform's own name is the one that the others lie below.
  return names.sort((a, b) => a.length - b.length || (a < b ? -1 : 1))[0] ?? null;
}

async function findInCluster(
  {ports, cluster}: ClusterProbeInputs,
  namespaces: readonly string[],
): Promise<PlatformFact> {
  const target = await cluster();
  const own = namespaces.filter((name) => telling.test(name)).sort();
  const [services, gateways] = await Promise.all([
    ports.kube.list(target, {apiVersion: 'v1', kind: 'Service', labelSelector: 'istio=ingressgateway'}),
    // Istio's kinds are missing where Istio is.
    ports.kube
      .list(target, {apiVersion: 'networking.istio.io/v1beta1', kind: 'Gateway'})
      .catch((error: {kind?: string}) => {
        if (error.kind === 'not-found') return [];
        throw error;
      }),
  ]);
  const ingress = services.find(({spec}) => (spec as {type?: string}).type === 'LoadBalancer') ?? services[0];
  return {
    source: 'cluster',
    namespaces: own,
    missingNamespaces: [],
    fqdn: selectFqdn(gateways),
    ingress: ingress === undefined ? null : {namespace: ingress.metadata.namespace ?? '', name: ingress.metadata.name},
    realmPath: null,
    criticalWorkloads: [],
  };
}

function selectConfigured({config, release}: Deployment, existing: readonly string[]): PlatformFact {
  const place = (entry: {readonly namespace: string; readonly isPrefixed: boolean}) =>
    namespaceName(entry, config.namespaces.prefix);
  const wanted = [
    ...new Set(release.namespaces.map(({name, isPrefixed}) => place({namespace: name, isPrefixed}))),
  ].sort();
  return {
    source: 'configuration',
    namespaces: wanted.filter((name) => existing.includes(name)),
    missingNamespaces: wanted.filter((name) => !existing.includes(name)),
    fqdn: config.domain.fqdn,
    ingress: {namespace: place(release.ingress), name: release.ingress.service},
    realmPath: release.login.realmPath,
    criticalWorkloads: release.criticalWorkloads.map((workload) => ({
      kind: workload.kind,
      namespace: place(workload),
      namePrefix: workload.namePrefix,
      labels: workload.labels,
    })),
  };
}

/** What of the cluster is the platform. Other tenants' namespaces are not looked into. */
export const platformProbe: ClusterProbe<PlatformFact> = {
  id: 'platform',
  scope: 'cluster',
  async collect(inputs) {
    const {ports, cluster, deployment} = inputs;
    const found = await ports.kube.list(await cluster(), {apiVersion: 'v1', kind: 'Namespace'});
    const names = found.map(({metadata}) => metadata.name);
    return deployment === undefined ? findInCluster(inputs, names) : selectConfigured(deployment, names);
  },
};
