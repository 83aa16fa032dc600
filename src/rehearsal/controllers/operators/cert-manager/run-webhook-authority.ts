import type {PublicCa} from '../../../net/create-public-ca.js';
import {webhookSecretName} from '../../../net/webhook-authorities.js';
import {readyPodsOf} from '../../behaviours/pod-roles.js';
import type {ControllerContext} from '../../core/controller-context.js';
import {kubeResources} from '../../core/kube-resource.js';

/** cert-manager's webhook signs its own serving certificate; its authority lives in a secret beside it. */
export function runWebhookAuthority(context: ControllerContext, ca: PublicCa): void {
  const {informers} = context;
  const pods = informers.of(kubeResources.pods);
  const queue = context.queue('webhook-authority', async () => {
    const pod = readyPodsOf(informers, 'cert-manager-webhook')[0];
    if (!pod) return undefined;
    const {namespace} = pod.metadata;
    const name = webhookSecretName(pod);
    if (informers.of(kubeResources.secrets).get(namespace, name)) return undefined;
    const authority = await ca.createAuthority('cert-manager-webhook-ca');
    const encode = (text: string) => Buffer.from(text).toString('base64');
    await context
      .client(`system:serviceaccount:${namespace}:${pod.spec.serviceAccountName ?? 'default'}`)
      .createUnlessPresent(kubeResources.secrets, {
        metadata: {name, namespace: namespace!, annotations: {'cert-manager.io/allow-direct-injection': 'true'}},
        type: 'Opaque',
        data: {
          'ca.crt': encode(authority.certificate),
          'tls.crt': encode(authority.certificate),
          'tls.key': encode(authority.key),
        },
      });
    return undefined;
  });
  pods.onChange(
    ({object}) =>
      pods.byIndex('role', 'cert-manager-webhook').some(({metadata}) => metadata.uid === object.metadata.uid) &&
      queue.add('all'),
  );
  informers.of(kubeResources.secrets).onChange(({type}) => type === 'deleted' && queue.addAfter('all', 1_000));
}
