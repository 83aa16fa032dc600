import {type LabelSelector, matchesSelector} from './matches-selector.js';
import type {ClusterProbe} from './probe.js';
import {webhooksProbe} from './webhooks-probe.js';

/** Policies that choose the pods behind a webhook. */
export interface WebhookPoliciesFact {
  readonly namespace: string;
  readonly service: string;
  readonly policies: ReadonlyArray<{
    readonly name: string;
    /** Ports that somebody outside the cluster's pods may reach; null where it is every port. */
    readonly openPorts: readonly number[] | null;
  }>;
}

interface PolicySpec {
  readonly podSelector?: LabelSelector;
  readonly policyTypes?: readonly string[];
  readonly ingress?: ReadonlyArray<{
    readonly from?: ReadonlyArray<{readonly ipBlock?: object}>;
    readonly ports?: ReadonlyArray<{readonly port?: number | string; readonly endPort?: number}>;
  }>;
}

/** The control plane is no pod: only rules for everybody, or for ranges of addresses, let it in. */
function selectOpenPorts({ingress = []}: PolicySpec): readonly number[] | null {
  const rules = ingress.filter(({from = []}) => from.length === 0 || from.some(({ipBlock}) => ipBlock !== undefined));
  if (
    rules.some(
      ({ports = []}) => ports.length === 0 || ports.some(({port}) => typeof port === 'string' || port === undefined),
    )
  )
    return null;
  return rules.flatMap(({ports = []}) =>
    ports.flatMap(({port, endPort}) =>
      typeof port === 'number'
        ? Array.from({length: Math.min((endPort ?? port) - port + 1, 1000)}, (_, step) => port + step)
        : [],
    ),
  );
}

/** https://kubernetes.io/docs/concepts/services-networking/network-policies/ */
export const webhookPoliciesProbe: ClusterProbe<readonly WebhookPoliciesFact[]> = {
  id: 'webhook-policies',
  scope: 'cluster',
  async collect(inputs) {
    const {ports} = inputs;
    const target = await inputs.cluster();
    const {webhooks} = await webhooksProbe.collect(inputs);
    const places = new Map(webhooks.map(({namespace, service}) => [`${namespace}/${service}`, {namespace, service}]));
    return Promise.all(
      [...places.values()].map(async ({namespace, service}) => {
        const [object, policies] = await Promise.all([
          ports.kube.get(target, {apiVersion: 'v1', kind: 'Service', namespace, name: service}),
          ports.kube.list(target, {apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', namespace}),
        ]);
        // The pods carry at least the labels that their Service selects by.
        const labels = (object?.spec as {selector?: Readonly<Record<string, string>>} | undefined)?.selector ?? {};
        return {
          namespace,
          service,
          policies: policies
            .map(({metadata, spec}) => ({name: metadata.name, spec: (spec ?? {}) as PolicySpec}))
            .filter(
              ({spec}) =>
                (spec.policyTypes ?? ['Ingress']).includes('Ingress') && matchesSelector(spec.podSelector, labels),
            )
            .map(({name, spec}) => ({name, openPorts: selectOpenPorts(spec)})),
        };
      }),
    );
  },
};
