import {platformProbe} from './platform-probe.js';
import type {ClusterProbe} from './probe.js';

/** An admission webhook that is not the platform's and is asked about kinds that the platform makes. */
export interface ForeignWebhook {
  readonly configuration: string;
  readonly name: string;
  /** `Fail` or `Ignore`. */
  readonly failurePolicy: string;
  /** Such as `gatekeeper-system/gatekeeper-webhook-service`, or an address outside the cluster. */
  readonly server: string;
  /** Pods that serve it; null where it is served from outside, or is GKE's own. */
  readonly ready: number | null;
  /** Whether it is asked about every namespace. */
  readonly isEverywhere: boolean;
}

interface Webhook {
  readonly name: string;
  readonly failurePolicy?: string;
  readonly clientConfig?: {
    readonly url?: string;
    readonly service?: {readonly namespace: string; readonly name: string};
  };
  readonly namespaceSelector?: {
    readonly matchLabels?: Readonly<Record<string, string>>;
    readonly matchExpressions?: readonly unknown[];
  };
  readonly rules?: ReadonlyArray<{readonly apiGroups?: readonly string[]; readonly resources?: readonly string[]}>;
}

/** Kinds that every installation makes. */
const usual = new Set('pods deployments statefulsets jobs services secrets configmaps namespaces'.split(' '));

const isAskedAbout = ({rules = []}: Webhook) =>
  rules.some(({resources = []}) =>
    resources.some((resource) => resource.startsWith('*') || usual.has(resource.split('/')[0] ?? '')),
  );

interface Slice {
  readonly endpoints?: ReadonlyArray<{readonly conditions?: {readonly ready?: boolean | null}}>;
}

/** Webhooks of others that are asked about what the platform makes, and whether anybody answers them. */
export const foreignWebhooksProbe: ClusterProbe<readonly ForeignWebhook[]> = {
  id: 'foreign-webhooks',
  scope: 'cluster',
  async collect(inputs) {
    const {ports} = inputs;
    const [target, platform] = await Promise.all([inputs.cluster(), platformProbe.collect(inputs)]);
    const configurations = await Promise.all(
      ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'].map((kind) =>
        ports.kube.list(target, {apiVersion: 'admissionregistration.k8s.io/v1', kind}),
      ),
    );
    const foreign = configurations.flat().flatMap((configuration) => {
      const {webhooks = []} = configuration as unknown as {readonly webhooks?: readonly Webhook[]};
      return webhooks
        .filter(
          (webhook) =>
            isAskedAbout(webhook) && !platform.namespaces.includes(webhook.clientConfig?.service?.namespace ?? ''),
        )
        .map((webhook) => ({configuration: configuration.metadata.name, webhook}));
    });
    return Promise.all(
      foreign.map(async ({configuration, webhook}): Promise<ForeignWebhook> => {
        const {service, url = ''} = webhook.clientConfig ?? {};
        const slices =
          service === undefined
            ? undefined
            : await ports.kube.list(target, {
                apiVersion: 'discovery.k8s.io/v1',
                kind: 'EndpointSlice',
                namespace: service.namespace,
                labelSelector: `kubernetes.io/service-name=${service.name}`,
              });
        const {matchLabels = {}, matchExpressions = []} = webhook.namespaceSelector ?? {};
        return {
          configuration,
          name: webhook.name,
          failurePolicy: webhook.failurePolicy ?? 'Fail',
          server: service === undefined ? url : `${service.namespace}/${service.name}`,
          ready:
            slices === undefined
              ? null
              : (slices as unknown as readonly Slice[])
                  .flatMap(({endpoints = []}) => endpoints)
                  .filter(({conditions}) => conditions?.ready !== false).length,
          isEverywhere: Object.keys(matchLabels).length + matchExpressions.length === 0,
        };
      }),
    );
  },
};
