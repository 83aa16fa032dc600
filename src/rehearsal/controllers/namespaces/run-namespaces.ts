import {type ControllerContext, controllerUser} from '../core/controller-context.js';
import {KubeFailure} from '../core/kube-failure.js';
import type {KubeObject} from '../core/kube-object.js';
import {kubeResources, resourcePath} from '../core/kube-resource.js';
import {emptyNamespace} from './empty-namespace.js';

const {namespaces: type, serviceAccounts, configMaps} = kubeResources;
const rootCaName = 'kube-root-ca.crt';
const rootCaNote =
  'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.';
/** How long until what still stands in a terminating namespace is looked at again. */
const recheckMs = 5_000;

/** Furnishes namespaces with what every one has, and empties those that are being deleted. `rootCa` is the cluster's own authority, PEM. */
export function runNamespaces(context: ControllerContext, rootCa: string): void {
  const {informers} = context;
  const namespaces = informers.of(type);
  const accounts = informers.of(serviceAccounts);
  const maps = informers.of(configMaps);
  const accountClient = context.client(controllerUser('service-account-controller'));
  const rootCaClient = context.client(controllerUser('root-ca-cert-publisher'));
  const client = context.client(controllerUser('namespace-controller'));

  const queue = context.queue('namespaces', async (name) => {
    const namespace = namespaces.getByKey(name);
    if (!namespace) return undefined;
    return namespace.metadata.deletionTimestamp ? tearDown(namespace) : furnish(name);
  });

  const furnish = async (name: string): Promise<undefined> => {
    try {
      if (!accounts.get(name, 'default'))
        await accountClient.createUnlessPresent(serviceAccounts, {metadata: {name: 'default', namespace: name}});
      const known = maps.get(name, rootCaName);
      if (!known)
        await rootCaClient.createUnlessPresent(configMaps, {
          metadata: {name: rootCaName, namespace: name, annotations: {'kubernetes.io/description': rootCaNote}},
          data: {'ca.crt': rootCa},
        });
      else if (known.data?.['ca.crt'] !== rootCa)
        await rootCaClient.patch(configMaps, known.metadata, {data: {'ca.crt': rootCa}});
    } catch (error) {
      // Deleted meanwhile: nothing can be made there any more.
      if (!(error instanceof KubeFailure) || (error.status !== 403 && error.status !== 404)) throw error;
    }
    return undefined;
  };

  const tearDown = async (namespace: KubeObject): Promise<number | undefined> => {
    const {name} = namespace.metadata;
    if (!namespace.spec?.finalizers?.includes('kubernetes')) return undefined;
    const {isEmpty, conditions} = await emptyNamespace(client, namespace, context.clock.now());
    const current = namespaces.getByKey(name) ?? namespace;
    if (!isEmpty) {
      if (JSON.stringify(conditions) !== JSON.stringify(current.status?.conditions))
        await client.update(
          type,
          {...current, status: {...current.status, phase: 'Terminating', conditions}},
          'status',
        );
      return recheckMs;
    }
    const finalizers = current.spec.finalizers.filter((finalizer: string) => finalizer !== 'kubernetes');
    await client
      .send({
        method: 'PUT',
        path: resourcePath(type, undefined, name, 'finalize'),
        body: {...current, apiVersion: 'v1', kind: 'Namespace', spec: {...current.spec, finalizers}},
      })
      .catch((error: unknown) => {
        if (!(error instanceof KubeFailure) || error.status !== 404) throw error;
      });
    return undefined;
  };

  namespaces.onChange(({type: change, object}) => change !== 'deleted' && queue.add(object.metadata.name));
  accounts.onChange(
    ({type: change, object}) =>
      change === 'deleted' && object.metadata.name === 'default' && queue.add(object.metadata.namespace!),
  );
  maps.onChange(
    ({type: change, object}) =>
      change !== 'added' && object.metadata.name === rootCaName && queue.add(object.metadata.namespace!),
  );
}
