import type {Manifest} from '../../model/manifest.js';
import type {ReleaseWebhook} from '../../model/release.js';
import {containersOf, fieldsOf, itemsOf, podTemplateOf, valueAt} from './pod-facts.js';

interface ServiceReference {
  readonly namespace: string;
  readonly name: string;
  readonly port: number;
}

/**
 * The Services of webhooks that the control plane calls, each once, with the port of the pods behind each: a firewall rule for the
 * control plane matches that one, not the Service's.
 * https://cloud.google.com/kubernetes-engine/docs/how-to/private-clusters#add_firewall_rules
 */
export function deriveWebhooks(manifests: readonly Manifest[], isPrefixed: (name: string) => boolean) {
  const webhooks: ReleaseWebhook[] = [];
  const notes: string[] = [];
  for (const manifest of manifests) {
    for (const service of referencesOf(manifest)) {
      const targetPort = findTargetPort(manifests, service);
      if (targetPort === undefined) {
        notes.push(
          `The webhook ${manifest.name} calls the Service ${service.namespace}/${service.name}, whose pods are not in the release: the port to open is unknown.`,
        );
        continue;
      }
      const isKnown = webhooks.some(
        (webhook) =>
          webhook.namespace === service.namespace &&
          webhook.service === service.name &&
          webhook.servicePort === service.port,
      );
      if (isKnown) continue;
      webhooks.push({
        name: manifest.name,
        namespace: service.namespace,
        isPrefixed: isPrefixed(service.namespace),
        service: service.name,
        servicePort: service.port,
        targetPort,
      });
    }
  }
  return addIstio(webhooks, notes, manifests);
}

/** istiod and its webhooks are made by the operator from an IstioOperator object, and are in no chart. */
function addIstio(webhooks: ReleaseWebhook[], notes: string[], manifests: readonly Manifest[]) {
  const hasOperator = manifests.some((manifest) => manifest.kind === 'IstioOperator');
  if (!hasOperator || webhooks.some((webhook) => webhook.service.startsWith('istiod'))) return {webhooks, notes};
  const istiod = {namespace: 'istio-system', isPrefixed: false, service: 'istiod', servicePort: 443, targetPort: 15017};
  return {
    webhooks: [...webhooks, {name: 'istio-sidecar-injector', ...istiod}],
    notes: [
      ...notes,
      "An IstioOperator object makes istiod: its webhook is taken to be istio-system/istiod's on 15017.",
    ],
  };
}

function referencesOf(manifest: Manifest): ServiceReference[] {
  const configurations = manifest.kind.endsWith('WebhookConfiguration')
    ? itemsOf(manifest.object.webhooks).map((webhook) => fieldsOf(webhook).clientConfig)
    : manifest.kind === 'CustomResourceDefinition'
      ? [valueAt(manifest.object, 'spec.conversion.webhook.clientConfig')]
      : [];
  return configurations
    .map((configuration) => fieldsOf(fieldsOf(configuration).service))
    .filter((service) => typeof service.name === 'string')
    .map((service) => ({
      namespace: String(service.namespace ?? 'default'),
      name: String(service.name),
      port: typeof service.port === 'number' ? service.port : 443,
    }));
}

function findTargetPort(manifests: readonly Manifest[], reference: ServiceReference): number | undefined {
  const service = manifests.find(
    (manifest) =>
      manifest.kind === 'Service' && manifest.name === reference.name && manifest.namespace === reference.namespace,
  );
  if (!service) return undefined;
  const spec = fieldsOf(service.object.spec);
  const port = itemsOf(spec.ports)
    .map(fieldsOf)
    .find((candidate) => candidate.port === reference.port);
  const target = port?.targetPort ?? port?.port;
  if (typeof target === 'number') return target;
  if (typeof target !== 'string') return undefined;
  if (/^\d+$/.test(target)) return Number(target);
  const selector = Object.entries(fieldsOf(spec.selector));
  const named = manifests
    .filter((manifest) => manifest.namespace === reference.namespace)
    .filter((manifest) => {
      const labels = fieldsOf(podTemplateOf(manifest)?.metadata.labels);
      return selector.length > 0 && selector.every(([key, value]) => labels[key] === value);
    })
    .flatMap(containersOf)
    .flatMap((container) => itemsOf(container.ports).map(fieldsOf))
    .find((candidate) => candidate.name === target);
  return typeof named?.containerPort === 'number' ? named.containerPort : undefined;
}
