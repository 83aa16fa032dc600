import {NotApplicable} from '../../model/not-applicable.js';
import {listReadyAddresses} from './list-ready-addresses.js';
import {type EventFact, listWarnings} from './list-warnings.js';
import {listWorkloadsBehind} from './list-workloads-behind.js';
import {platformProbe} from './platform-probe.js';
import type {ClusterProbe} from './probe.js';

/** The Service at which requests from outside arrive. */
export interface IngressFact {
  readonly namespace: string;
  readonly name: string;
  readonly isPresent: boolean;
  readonly type: string;
  readonly isInternal: boolean;
  /** Addresses, or names where a provider gives those. */
  readonly addresses: readonly string[];
  /** The address that the Service asks for; null where it takes any. */
  readonly requested: string | null;
  readonly ports: readonly number[];
  /** Ranges that may connect; empty where all may. */
  readonly sourceRanges: readonly string[];
  readonly externalTrafficPolicy: string;
  readonly selector: Readonly<Record<string, string>>;
  /** Pods that take connections. */
  readonly ready: number;
  /** Workloads whose pods they are, where none takes connections. */
  readonly behind?: readonly string[];
  readonly ageSeconds: number;
  /** Newest first. */
  readonly warnings: readonly EventFact[];
}

interface ServiceSpec {
  readonly type?: string;
  readonly loadBalancerIP?: string;
  readonly loadBalancerSourceRanges?: readonly string[];
  readonly externalTrafficPolicy?: string;
  readonly selector?: Readonly<Record<string, string>>;
  readonly ports?: ReadonlyArray<{readonly port: number}>;
}

interface ServiceStatus {
  readonly loadBalancer?: {readonly ingress?: ReadonlyArray<{readonly ip?: string; readonly hostname?: string}>};
}

/** Both spellings ask for a balancer inside the VPC. https://cloud.google.com/kubernetes-engine/docs/how-to/internal-load-balancing */
const internalAnnotations = ['networking.gke.io/load-balancer-type', 'cloud.google.com/load-balancer-type'];

export const ingressProbe: ClusterProbe<IngressFact> = {
  id: 'ingress',
  scope: 'cluster',
  async collect(inputs) {
    const {ports} = inputs;
    const {ingress} = await platformProbe.collect(inputs);
    if (ingress === null) throw new NotApplicable('no Service of the cluster is an Istio ingress gateway');
    const target = await inputs.cluster();
    const {namespace, name} = ingress;
    const [service, ready, warnings] = await Promise.all([
      ports.kube.get(target, {apiVersion: 'v1', kind: 'Service', namespace, name}),
      listReadyAddresses(ports, target, namespace, name),
      listWarnings(ports, target, {kind: 'Service', namespace, name}),
    ]);
    const spec = (service?.spec ?? {}) as ServiceSpec;
    const {loadBalancer} = (service?.status ?? {}) as ServiceStatus;
    const annotations = service?.metadata.annotations ?? {};
    const behind = ready.length > 0 ? undefined : await listWorkloadsBehind(ports, target, namespace, spec.selector);
    const createdAt = Date.parse(service?.metadata.creationTimestamp ?? '');
    return {
      namespace,
      name,
      isPresent: service !== undefined,
      type: spec.type ?? 'ClusterIP',
      isInternal: internalAnnotations.some((key) => annotations[key]?.toLowerCase() === 'internal'),
      addresses: (loadBalancer?.ingress ?? []).flatMap(({ip, hostname}) => ip ?? hostname ?? []),
      requested: spec.loadBalancerIP ?? null,
      ports: (spec.ports ?? []).map(({port}) => port),
      sourceRanges: spec.loadBalancerSourceRanges ?? [],
      externalTrafficPolicy: spec.externalTrafficPolicy ?? 'Cluster',
      selector: spec.selector ?? {},
      ready: ready.length,
      ...(behind === undefined ? {} : {behind}),
      ageSeconds: Number.isNaN(createdAt) ? 0 : Math.max(0, Math.round((ports.clock.now() - createdAt) / 1000)),
      warnings,
    };
  },
};
