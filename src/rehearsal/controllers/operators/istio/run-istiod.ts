import type {PublicCa} from '../../../net/create-public-ca.js';
import {readyPodsOf} from '../../behaviours/pod-roles.js';
import {selectClusterFaults} from '../../behaviours/select-cluster-fault.js';
import type {ControllerContext} from '../../core/controller-context.js';
import type {KubeObject} from '../../core/kube-object.js';
import {kubeResources} from '../../core/kube-resource.js';
import {hasLabels} from '../../core/label-selector.js';
import {findOperator} from '../operator.js';

const authoritySecret = 'istio-ca-secret';
const rootMap = 'istio-ca-root-cert';
/** istiod looks at its webhook configurations again and again. */
const recheckMs = 30_000;
/** From istiod's readiness until its bundle is in the webhook configurations. */
const patchMs = [1_000, 3_000] as const;

/** What a running istiod keeps: its authority, the root in every namespace, the bundle in its webhooks. */
export function runIstiod(context: ControllerContext, ca: PublicCa): void {
  const {informers, seeded} = context;
  const queue = context.queue('istiod', async () => {
    const operator = findOperator(context, 'istiod');
    if (!operator) return undefined;
    const {namespace = ''} = operator.pod.metadata;
    const {client} = operator;
    const secret = informers.of(kubeResources.secrets).get(namespace, authoritySecret);
    if (!secret) {
      const authority = await ca.createAuthority('cluster.local');
      const encode = (text: string) => Buffer.from(text).toString('base64');
      await client.createUnlessPresent(kubeResources.secrets, {
        metadata: {name: authoritySecret, namespace},
        type: 'istio.io/ca-root',
        data: {
          'ca-cert.pem': encode(authority.certificate),
          'ca-key.pem': encode(authority.key),
          'cert-chain.pem': '',
          'key.pem': '',
          'root-cert.pem': '',
        },
      });
      return 200;
    }
    const caBundle: string = secret.data['ca-cert.pem'];
    const pem = Buffer.from(caBundle, 'base64').toString();
    for (const {metadata, status} of informers.of(kubeResources.namespaces).list()) {
      if (status?.phase === 'Terminating' || metadata.name.startsWith('kube-')) continue;
      const known = informers.of(kubeResources.configMaps).get(metadata.name, rootMap);
      if (known?.data?.['root-cert.pem'] === pem) continue;
      if (known) await client.patch(kubeResources.configMaps, known.metadata, {data: {'root-cert.pem': pem}});
      else
        await client.createUnlessPresent(kubeResources.configMaps, {
          metadata: {name: rootMap, namespace: metadata.name, labels: {'istio.io/config': 'true'}},
          data: {'root-cert.pem': pem},
        });
    }
    const isBroken = selectClusterFaults(context.behaviours, 'bundle-missing').some(
      (fault) => fault.operator === 'istio',
    );
    for (const type of isBroken ? [] : [kubeResources.mutatingWebhooks, kubeResources.validatingWebhooks]) {
      for (const configuration of informers.of(type).list()) {
        if (!isOurs(configuration, operator.pod)) continue;
        const webhooks: KubeObject[] = configuration.webhooks.map((webhook: KubeObject) => ({
          ...webhook,
          clientConfig: {...webhook.clientConfig, caBundle},
          // Validation fails closed once there is somebody to ask.
          ...(type === kubeResources.validatingWebhooks ? {failurePolicy: 'Fail'} : {}),
        }));
        if (JSON.stringify(webhooks) !== JSON.stringify(configuration.webhooks))
          await client.update(type, {...configuration, webhooks});
      }
    }
    return recheckMs;
  });

  /** Whether a configuration calls a Service that selects the given istiod. */
  const isOurs = (configuration: KubeObject, pod: KubeObject): boolean =>
    (configuration.webhooks ?? []).some(
      ({clientConfig}: {clientConfig: {service?: {namespace: string; name: string}}}) => {
        const {namespace, name} = clientConfig.service ?? {};
        const selector =
          namespace === pod.metadata.namespace &&
          informers.of(kubeResources.services).get(namespace, name ?? '')?.spec.selector;
        return selector && hasLabels(pod.metadata.labels, selector);
      },
    );

  const wake = () => {
    const pod = readyPodsOf(informers, 'istiod')[0];
    if (pod) queue.addAfter('all', seeded.between(`istiod/${pod.metadata.uid}`, patchMs));
  };
  informers.of(kubeResources.pods).onChange(({object}) => /istiod|pilot/.test(object.metadata.name) && wake());
  for (const type of [kubeResources.mutatingWebhooks, kubeResources.validatingWebhooks, kubeResources.namespaces])
    informers.of(type).onChange(({type: change}) => change !== 'deleted' && wake());
}
