import {NotApplicable} from '../../model/not-applicable.js';
import {listReadyAddresses} from './list-ready-addresses.js';
import {listWorkloadsBehind} from './list-workloads-behind.js';
import type {ClusterProbe} from './probe.js';
import {findDomain} from './road-domain.js';

/** DNS for pods, as kube-dns or CoreDNS serve it. */
export interface ClusterDnsFact {
  /** Pods that answer. */
  readonly ready: number;
  /** Workloads whose pods they are, where none answers. */
  readonly behind?: readonly string[];
  /** Domains that are sent to servers of the operator's own, and lie at or above the platform's. */
  readonly stubs: ReadonlyArray<{readonly domain: string; readonly servers: readonly string[]}>;
}

function parseStubs(text: string | undefined): Readonly<Record<string, readonly string[]>> {
  try {
    return JSON.parse(text ?? '{}') as Record<string, string[]>;
  } catch {
    return {};
  }
}

/** https://cloud.google.com/kubernetes-engine/docs/how-to/kube-dns */
export const clusterDnsProbe: ClusterProbe<ClusterDnsFact> = {
  id: 'cluster-dns',
  scope: 'cluster',
  async collect(inputs) {
    const {ports} = inputs;
    const target = await inputs.cluster();
    const place = {apiVersion: 'v1', namespace: 'kube-system', name: 'kube-dns'} as const;
    const [fqdn, service, configuration, ready] = await Promise.all([
      findDomain(inputs),
      ports.kube.get(target, {...place, kind: 'Service'}),
      ports.kube.get(target, {...place, kind: 'ConfigMap'}),
      listReadyAddresses(ports, target, place.namespace, place.name),
    ]);
    if (service === undefined)
      throw new NotApplicable('the cluster has no kube-dns Service: its DNS is not run in pods');
    const stubs = parseStubs((configuration?.data as Record<string, string> | undefined)?.stubDomains);
    const {selector} = (service.spec ?? {}) as {readonly selector?: Readonly<Record<string, string>>};
    const behind = ready.length > 0 ? undefined : await listWorkloadsBehind(ports, target, place.namespace, selector);
    return {
      ready: ready.length,
      ...(behind === undefined ? {} : {behind}),
      stubs: Object.entries(stubs)
        .filter(([domain]) => fqdn === domain || fqdn.endsWith(`.${domain}`))
        .map(([domain, servers]) => ({domain, servers})),
    };
  },
};
