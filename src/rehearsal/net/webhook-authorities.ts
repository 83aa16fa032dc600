import type {KubeObject} from '../controllers/core/kube-object.js';
import {kubeResources} from '../controllers/core/kube-resource.js';
import type {ClusterView} from './cluster-view.js';

/** Where the authority behind a webhook server's certificate is kept. */
export interface WebhookAuthority {
  readonly role: string;
  /** PEM; undefined while it does not exist. */
  read(view: ClusterView, pod: KubeObject): string | undefined;
}

const secretAuthority = (role: string, nameOf: (pod: KubeObject) => string, key: string): WebhookAuthority => ({
  role,
  read: ({informers}, pod) => {
    const data = informers.of(kubeResources.secrets).get(pod.metadata.namespace, nameOf(pod))?.data?.[key];
    return data && Buffer.from(data, 'base64').toString();
  },
});

/** Servers that make their own authority; of all others it is taken that whoever wrote the bundle knew. */
export const webhookAuthorities: readonly WebhookAuthority[] = [
  secretAuthority('cert-manager-webhook', webhookSecretName, 'ca.crt'),
  secretAuthority('istiod', () => 'istio-ca-secret', 'ca-cert.pem'),
];

/** The secret in which a cert-manager webhook keeps its authority, from its arguments. */
export function webhookSecretName(pod: KubeObject): string {
  const args: string[] = pod.spec.containers.flatMap(({args = []}: {args?: string[]}) => args);
  return (
    args.map((argument) => /^--dynamic-serving-ca-secret-name=(.+)$/.exec(argument)?.[1]).find(Boolean) ??
    'cert-manager-webhook-ca'
  );
}
