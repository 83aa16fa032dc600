import {selectClusterFaults} from '../../behaviours/select-cluster-fault.js';
import type {ControllerContext} from '../../core/controller-context.js';
import type {KubeObject} from '../../core/kube-object.js';
import {type KubeResource, kubeResources, resourceId} from '../../core/kube-resource.js';
import {findOperator, operatorRetryMs} from '../operator.js';

const secretAnnotation = 'cert-manager.io/inject-ca-from-secret';
const certificateAnnotation = 'cert-manager.io/inject-ca-from';
const targets = [
  kubeResources.mutatingWebhooks,
  kubeResources.validatingWebhooks,
  kubeResources.customResourceDefinitions,
];
/** From a change until the injector has written it. */
const injectionMs = [1_500, 4_000] as const;

/** Writes authorities into the webhook configurations that ask for it, as cert-manager's injector does. */
export function runCainjector(context: ControllerContext): void {
  const {informers, seeded} = context;
  const byId = new Map<string, KubeResource>(targets.map((type) => [resourceId(type), type]));
  const queue = context.queue('cainjector', async (key) => {
    const [id = '', name = ''] = key.split(' ');
    const type = byId.get(id)!;
    const object = informers.of(type).get(undefined, name);
    const source = object && sourceOf(object);
    if (!object || !source) return undefined;
    const operator = findOperator(context, 'cert-manager-cainjector');
    const isBroken = selectClusterFaults(context.behaviours, 'bundle-missing').some(
      (fault) => fault.operator === 'cert-manager',
    );
    if (!operator || isBroken) return operatorRetryMs;
    const caBundle = informers.of(kubeResources.secrets).get(source.namespace, source.secret)?.data?.['ca.crt'];
    if (!caBundle) return operatorRetryMs;
    if (type === kubeResources.customResourceDefinitions) {
      const conversion = object.spec.conversion;
      if (!conversion?.webhook || conversion.webhook.clientConfig?.caBundle === caBundle) return undefined;
      await operator.client.patch(type, object.metadata, {spec: {conversion: {webhook: {clientConfig: {caBundle}}}}});
      return undefined;
    }
    const webhooks: Array<{clientConfig: {caBundle?: string}}> = object.webhooks ?? [];
    if (webhooks.every(({clientConfig}) => clientConfig.caBundle === caBundle)) return undefined;
    await operator.client.update(type, {
      ...object,
      webhooks: webhooks.map((webhook) => ({...webhook, clientConfig: {...webhook.clientConfig, caBundle}})),
    });
    return undefined;
  });

  const sourceOf = (object: KubeObject): {namespace: string; secret: string} | undefined => {
    const direct = object.metadata.annotations?.[secretAnnotation]?.split('/');
    if (direct?.length === 2) return {namespace: direct[0]!, secret: direct[1]!};
    const [namespace, name] = object.metadata.annotations?.[certificateAnnotation]?.split('/') ?? [];
    const secret = name && informers.of(kubeResources.certificates).get(namespace, name)?.spec.secretName;
    return secret ? {namespace: namespace!, secret} : undefined;
  };
  const enqueue = (type: KubeResource, {metadata}: KubeObject) => {
    if (!metadata.annotations?.[secretAnnotation] && !metadata.annotations?.[certificateAnnotation]) return;
    queue.addAfter(
      `${resourceId(type)} ${metadata.name}`,
      seeded.between(`inject/${metadata.uid}/${metadata.resourceVersion}`, injectionMs),
    );
  };
  for (const type of targets)
    informers.of(type).onChange((change) => change.type !== 'deleted' && enqueue(type, change.object));
  informers.of(kubeResources.secrets).onChange(({object}) => {
    if (object.data?.['ca.crt'])
      for (const type of targets) for (const target of informers.of(type).list()) enqueue(type, target);
  });
}
