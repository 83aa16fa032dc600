import type {KubeObject} from '../../model/ports/kube.js';
import type {Probe} from './probe.js';

/** A Deployment or DaemonSet that takes a part in a cluster of which there should be one. */
export interface PartDeployment {
  readonly part: 'istio' | 'ingress';
  readonly product: string;
  readonly namespace: string;
  readonly name: string;
  /** Helm release that it belongs to; null where none does. */
  readonly release: string | null;
}

/** Products by what their workloads' labels and images say. */
const products: ReadonlyArray<readonly [part: PartDeployment['part'], product: string, pattern: RegExp]> = [
  ['istio', 'istiod', /^(istiod|istio-pilot)(-|$)|\/pilot:/],
  ['ingress', 'ingress-nginx', /ingress-nginx|nginx-ingress|\/nginx-ingress-controller/],
  ['ingress', 'traefik', /^traefik(-|$)|\/traefik:/],
  ['ingress', 'haproxy', /haproxy-ingress/],
  ['ingress', 'contour', /^contour(-|$)|\/contour:/],
  ['ingress', 'kong', /^kong(-|$)|\/kong:/],
  ['ingress', 'istio-ingressgateway', /^istio-ingressgateway(-|$)/],
];

function selectPart(object: KubeObject): PartDeployment | undefined {
  const {name, namespace = '', annotations = {}, labels = {}} = object.metadata;
  const spec = object.spec as {template?: {spec?: {containers?: ReadonlyArray<{image?: string}>}}} | undefined;
  const told = [
    name,
    labels.app ?? '',
    labels['app.kubernetes.io/name'] ?? '',
    ...(spec?.template?.spec?.containers ?? []).map(({image = ''}) => image),
  ];
  const found = products.find(([, , pattern]) => told.some((text) => pattern.test(text)));
  if (found === undefined) return undefined;
  return {
    part: found[0],
    product: found[1],
    namespace,
    name,
    release: annotations['meta.helm.sh/release-name'] ?? null,
  };
}

export interface DeploymentsFact {
  readonly parts: readonly PartDeployment[];
  /** Names of helm releases that have workloads here. */
  readonly releases: readonly string[];
}

/** Meshes and ingress controllers of the cluster, and the helm releases that stand there. */
export const deploymentsProbe: Probe<DeploymentsFact> = {
  id: 'deployments',
  scope: 'cluster',
  async collect({ports, cluster}) {
    const target = await cluster();
    const parts: PartDeployment[] = [];
    const releases = new Set<string>();
    const visit = (object: KubeObject) => {
      const part = selectPart(object);
      if (part !== undefined) parts.push(part);
      const release = object.metadata.annotations?.['meta.helm.sh/release-name'];
      if (release !== undefined) releases.add(release);
    };
    await Promise.all(
      ['Deployment', 'DaemonSet'].map((kind) => ports.kube.scan(target, {apiVersion: 'apps/v1', kind}, visit)),
    );
    const byName = (a: PartDeployment, b: PartDeployment) =>
      `${a.namespace}/${a.name}` < `${b.namespace}/${b.name}` ? -1 : 1;
    return {parts: parts.sort(byName), releases: [...releases].sort()};
  },
};
