import {CloudFailure} from '../../model/cloud-failure.js';
import {NotApplicable} from '../../model/not-applicable.js';
import type {KubeObject} from '../../model/ports/kube.js';
import {platformProbe} from './platform-probe.js';
import type {ClusterProbe} from './probe.js';

/** An istiod of the cluster. */
export interface ControlPlaneFact {
  readonly namespace: string;
  readonly name: string;
  readonly revision: string;
  readonly image: string;
  readonly ready: number;
  /** Whether it stands in a namespace of the platform. */
  readonly isOwn: boolean;
}

/** What decides who is in the mesh, and how its members speak with one another. */
export interface MeshFact {
  readonly controlPlanes: readonly ControlPlaneFact[];
  /** Revisions and tags for which somebody injects sidecars. */
  readonly revisions: readonly string[];
  /** Namespaces of the platform with their two labels; null where one is absent. */
  readonly namespaces: ReadonlyArray<{
    readonly name: string;
    readonly injection: string | null;
    readonly revision: string | null;
  }>;
  /** PeerAuthentications that hold for a whole namespace; in the mesh's root namespace, for all of them. */
  readonly peers: ReadonlyArray<{readonly namespace: string; readonly name: string; readonly mode: string}>;
  /** DestinationRules that say how a host is spoken to, with the host's namespace. */
  readonly rules: ReadonlyArray<{
    readonly id: string;
    readonly host: string;
    readonly target: string;
    readonly mode: string;
  }>;
}

const revisionLabel = 'istio.io/rev';

/** `web.core.svc.cluster.local` and `*.core.svc.cluster.local` lie in `core`; a short name in the rule's own namespace. */
const namespaceOf = (host: string, own: string) => host.split('.')[1] ?? own;

function toControlPlane(object: KubeObject, isOwn: boolean): ControlPlaneFact {
  const {template} = object.spec as {template?: {spec?: {containers?: ReadonlyArray<{image?: string}>}}};
  return {
    namespace: object.metadata.namespace ?? '',
    name: object.metadata.name,
    revision: object.metadata.labels?.[revisionLabel] ?? 'default',
    image: template?.spec?.containers?.[0]?.image ?? '',
    ready: (object.status as {readyReplicas?: number} | undefined)?.readyReplicas ?? 0,
    isOwn,
  };
}

/** https://istio.io/latest/docs/reference/config/security/peer_authentication/ */
export const meshProbe: ClusterProbe<MeshFact> = {
  id: 'mesh',
  scope: 'cluster',
  async collect(inputs) {
    const {ports} = inputs;
    const target = await inputs.cluster();
    // A cluster without Istio's kinds has no rules of that kind.
    const listKind = (apiVersion: string, kind: string) =>
      ports.kube.list(target, {apiVersion, kind}).catch((error: unknown) => {
        if (error instanceof CloudFailure && error.kind === 'not-found') return [] as readonly KubeObject[];
        throw error;
      });
    const [platform, namespaces, deployments, injectors, peers, rules] = await Promise.all([
      platformProbe.collect(inputs),
      ports.kube.list(target, {apiVersion: 'v1', kind: 'Namespace'}),
      ports.kube.list(target, {apiVersion: 'apps/v1', kind: 'Deployment', labelSelector: 'app=istiod'}),
      ports.kube.list(target, {apiVersion: 'admissionregistration.k8s.io/v1', kind: 'MutatingWebhookConfiguration'}),
      listKind('security.istio.io/v1beta1', 'PeerAuthentication'),
      listKind('networking.istio.io/v1beta1', 'DestinationRule'),
    ]);
    const isOwn = (name: string | undefined) => platform.namespaces.includes(name ?? '');
    const controlPlanes = deployments.map((object) => toControlPlane(object, isOwn(object.metadata.namespace)));
    if (controlPlanes.length === 0 && injectors.every(({metadata}) => !(revisionLabel in (metadata.labels ?? {}))))
      throw new NotApplicable('no Istio runs in the cluster');
    const roots = new Set(controlPlanes.map(({namespace}) => namespace));
    return {
      controlPlanes,
      revisions: [
        ...new Set(
          injectors.flatMap(({metadata}) => {
            const {[revisionLabel]: revision, 'istio.io/tag': tag} = metadata.labels ?? {};
            return [revision, tag].flatMap((each) => each ?? []);
          }),
        ),
      ].sort(),
      namespaces: namespaces
        .filter(({metadata}) => isOwn(metadata.name))
        .map(({metadata: {name, labels = {}}}) => ({
          name,
          injection: labels['istio-injection'] ?? null,
          revision: labels[revisionLabel] ?? null,
        })),
      peers: peers
        .filter(({metadata, spec}) => {
          const selector = (spec as {selector?: unknown} | undefined)?.selector;
          return selector === undefined && (isOwn(metadata.namespace) || roots.has(metadata.namespace ?? ''));
        })
        .map(({metadata, spec}) => ({
          namespace: roots.has(metadata.namespace ?? '') ? '' : (metadata.namespace ?? ''),
          name: metadata.name,
          mode: (spec as {mtls?: {mode?: string}} | undefined)?.mtls?.mode ?? 'UNSET',
        })),
      rules: rules.flatMap(({metadata, spec}) => {
        const {host = '', trafficPolicy} = spec as {host?: string; trafficPolicy?: {tls?: {mode?: string}}};
        const mode = trafficPolicy?.tls?.mode;
        const place = namespaceOf(host, metadata.namespace ?? '');
        return mode === undefined || !isOwn(place)
          ? []
          : [{id: `${metadata.namespace ?? ''}/${metadata.name}`, host, target: place, mode}];
      }),
    };
  },
};
