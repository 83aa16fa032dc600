import {rolesOf} from '../controllers/behaviours/pod-roles.js';
import type {ClusterView} from './cluster-view.js';
import {resolveService} from './resolve-service.js';
import {webhookAuthorities} from './webhook-authorities.js';
import {webhookHandlers} from './webhooks/webhook-handlers.js';

/** Where an admission webhook listens, as the API server names it. */
export interface WebhookTarget {
  readonly service?: {readonly namespace: string; readonly name: string; readonly port: number; readonly path: string};
  readonly url?: string;
  /** Base64 of a PEM bundle. */
  readonly caBundle: string;
  readonly timeoutSeconds: number;
}

/** An `AdmissionReview`, request or response. */
// biome-ignore lint/suspicious/noExplicitAny: an open record that each handler narrows
export type AdmissionReview = Record<string, any>;

/**
 * Carries an admission review to the pods behind a webhook, over the road it really takes: Service,
 * ready endpoints, the pods' own port, the firewall between control plane and nodes, the certificate.
 * Throws with the words of Go's HTTP client where it does not get there.
 */
export async function callWebhook(
  view: ClusterView,
  target: WebhookTarget,
  review: AdmissionReview,
): Promise<AdmissionReview> {
  const {service} = target;
  if (!service)
    throw new Error(
      `Post "${target.url}?timeout=${target.timeoutSeconds}s": dial tcp: lookup ${hostOf(target.url)}: no such host`,
    );
  const {namespace, name, port, path} = service;
  const url = `https://${name}.${namespace}.svc:${port}${path.startsWith('/') ? path : `/${path}`}?timeout=${target.timeoutSeconds}s`;
  const fail = (why: string): never => {
    throw new Error(`Post "${url}": ${why}`);
  };
  const backend = resolveService(view, namespace, name, port);
  if (!backend) return fail(`service "${name}" not found`);
  if (backend.targetPort === undefined && backend.pods.length > 0)
    return fail(`no service port ${port} found for service "${name}"`);
  const pod = backend.pods[0];
  if (!pod) return fail(`no endpoints available for service "${name}"`);
  if (!view.cloud.isReachable(view.cluster.uid, 'control-plane', 'tcp', backend.targetPort!)) {
    await new Promise<void>((resolve) => void view.clock.schedule(target.timeoutSeconds * 1000, resolve));
    return fail('context deadline exceeded');
  }
  const roles = rolesOf(view.behaviours, pod);
  const authority = webhookAuthorities.find(({role}) => roles.includes(role));
  const trusted = Buffer.from(target.caBundle ?? '', 'base64').toString();
  const presented = authority?.read(view, pod);
  if (!trusted || (authority && (!presented || !trusted.includes(presented.trim()))))
    return fail('tls: failed to verify certificate: x509: certificate signed by unknown authority');
  const handler = webhookHandlers.find(({role}) => roles.includes(role));
  const {uid} = review.request;
  if (handler)
    return {
      apiVersion: review.apiVersion,
      kind: 'AdmissionReview',
      response: {uid, ...handler.review(view, path, review.request)},
    };
  const warning = `the rehearsal does not know what ${pod.spec.containers[0].image} says to this: allowed unreviewed`;
  return {
    apiVersion: review.apiVersion,
    kind: 'AdmissionReview',
    response: {uid, allowed: true, warnings: [warning]},
  };
}

function hostOf(url = ''): string {
  return URL.canParse(url) ? new URL(url).hostname : url;
}
