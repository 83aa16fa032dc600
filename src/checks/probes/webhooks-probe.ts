import {CloudFailure} from '../../model/cloud-failure.js';
import type {Obstacle} from '../../model/finding.js';
import type {KubeObject, KubeTarget} from '../../model/ports/kube.js';
import type {Ports} from '../../model/ports/ports.js';
import {listWorkloadsBehind} from './list-workloads-behind.js';
import {platformProbe} from './platform-probe.js';
import type {ClusterProbe} from './probe.js';
import {selectTrialObject, type WebhookRules} from './trial-object.js';

/** What came of asking the API server to admit an object without storing it. */
export type Trial =
  | {readonly state: 'answered' | 'failed' | 'untried'; readonly message: string}
  | ({readonly state: 'refused'} & Obstacle);

/** An admission webhook that is served inside the platform. */
export interface WebhookFact {
  readonly configuration: string;
  readonly kind: 'MutatingWebhookConfiguration' | 'ValidatingWebhookConfiguration';
  readonly name: string;
  readonly failurePolicy: string;
  readonly hasAuthority: boolean;
  readonly namespace: string;
  readonly service: string;
  readonly hasService: boolean;
  /** Ports of the pods themselves: it is these that a firewall sees. */
  readonly targetPorts: readonly number[];
  readonly ready: number;
  /** Workloads whose pods serve it, where none of them is ready. */
  readonly behind?: readonly string[];
  readonly trial: Trial;
}

export interface WebhooksFact {
  readonly webhooks: readonly WebhookFact[];
}

interface Webhook extends WebhookRules {
  readonly name: string;
  readonly failurePolicy?: string;
  readonly clientConfig?: {
    readonly caBundle?: string;
    readonly service?: {readonly namespace: string; readonly name: string; readonly port?: number};
  };
}

interface Slice {
  readonly ports?: ReadonlyArray<{readonly name?: string; readonly port?: number}>;
  readonly endpoints?: ReadonlyArray<{readonly conditions?: {readonly ready?: boolean | null}}>;
}

const kinds = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'] as const;

/** The pods' port behind a port of a Service: as the endpoints have it, which know ports that go by a name. */
async function lookBehind(
  ports: Ports,
  target: KubeTarget,
  {
    namespace,
    name,
    port: servicePort = 443,
  }: {readonly namespace: string; readonly name: string; readonly port?: number},
): Promise<Pick<WebhookFact, 'hasService' | 'targetPorts' | 'ready' | 'behind'>> {
  const [object, slices] = await Promise.all([
    ports.kube.get(target, {apiVersion: 'v1', kind: 'Service', namespace, name}),
    ports.kube.list(target, {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      namespace,
      labelSelector: `kubernetes.io/service-name=${name}`,
    }),
  ]);
  const {ports: served = [], selector} = (object?.spec ?? {}) as {
    readonly selector?: Readonly<Record<string, string>>;
    readonly ports?: ReadonlyArray<{
      readonly name?: string;
      readonly port: number;
      readonly targetPort?: number | string;
    }>;
  };
  const entry = served.find(({port}) => port === servicePort);
  const found = (slices as unknown as readonly Slice[]).flatMap((slice) =>
    (slice.ports ?? []).filter((port) => (port.name ?? '') === (entry?.name ?? '')).flatMap(({port}) => port ?? []),
  );
  const stated = typeof entry?.targetPort === 'number' ? [entry.targetPort] : [];
  const ready = (slices as unknown as readonly Slice[])
    .flatMap(({endpoints = []}) => endpoints)
    .filter(({conditions}) => conditions?.ready !== false).length;
  const behind = ready > 0 ? undefined : await listWorkloadsBehind(ports, target, namespace, selector);
  return {
    hasService: entry !== undefined,
    targetPorts: [...new Set(found.length > 0 ? found : stated)],
    ready,
    ...(behind === undefined ? {} : {behind}),
  };
}

async function tryOnce(ports: Ports, target: KubeTarget, name: string, object: KubeObject): Promise<Trial> {
  try {
    await ports.kube.apply(target, object, {isDryRun: true, force: true});
    return {state: 'answered', message: `${object.kind} admitted`};
  } catch (error) {
    if (!(error instanceof CloudFailure)) throw error;
    const {message, kind, permission, action} = error;
    if (message.includes('failed calling webhook'))
      // Another webhook that does not answer says nothing of this one.
      return {state: message.includes(`"${name}"`) ? 'failed' : 'untried', message};
    if (kind === 'permission' && permission !== undefined)
      return {state: 'refused', kind: 'permission', missing: permission, message};
    if (kind === 'unavailable') return {state: 'refused', kind: 'answer', missing: action, message};
    // A refusal for any other reason comes after the webhooks, or from one of them.
    return {state: /denied the request/.test(message) ? 'answered' : 'untried', message};
  }
}

/** Webhooks whose pods are the platform's, each tried twice with an object that is not stored. */
export const webhooksProbe: ClusterProbe<WebhooksFact> = {
  id: 'webhooks',
  scope: 'cluster',
  async collect(inputs) {
    const {ports} = inputs;
    const target = await inputs.cluster();
    const [platform, namespaces, ...configurations] = await Promise.all([
      platformProbe.collect(inputs),
      ports.kube.list(target, {apiVersion: 'v1', kind: 'Namespace'}),
      ...kinds.map((kind) => ports.kube.list(target, {apiVersion: 'admissionregistration.k8s.io/v1', kind})),
    ]);
    const own = namespaces.filter(({metadata}) => platform.namespaces.includes(metadata.name));
    const attempt = async (webhook: Webhook): Promise<Trial> => {
      const objects = ['first', 'second'].flatMap(
        (turn) => selectTrialObject(webhook, own, `shakinstall-${turn}-trial`) ?? [],
      );
      if (objects.length === 0) return {state: 'untried', message: 'nothing is known that it would be asked about'};
      const trials = await Promise.all(objects.map((object) => tryOnce(ports, target, webhook.name, object)));
      return trials.find(({state}) => state === 'answered') ?? (trials[0] as Trial);
    };
    const looked = configurations.flat().flatMap((configuration) =>
      ((configuration as unknown as {webhooks?: readonly Webhook[]}).webhooks ?? []).map(
        async (webhook): Promise<readonly WebhookFact[]> => {
          const {service, caBundle = ''} = webhook.clientConfig ?? {};
          if (service === undefined || !platform.namespaces.includes(service.namespace)) return [];
          const [behind, trial] = await Promise.all([lookBehind(ports, target, service), attempt(webhook)]);
          return [
            {
              configuration: configuration.metadata.name,
              kind: configuration.kind as WebhookFact['kind'],
              name: webhook.name,
              failurePolicy: webhook.failurePolicy ?? 'Fail',
              hasAuthority: caBundle !== '',
              namespace: service.namespace,
              service: service.name,
              ...behind,
              trial,
            },
          ];
        },
      ),
    );
    return {webhooks: (await Promise.all(looked)).flat()};
  },
};
