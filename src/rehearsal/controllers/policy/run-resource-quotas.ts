import {isSameJson} from '../core/canonical-json.js';
import {type ControllerContext, controllerUser} from '../core/controller-context.js';
import {type KubeObject, objectKey} from '../core/kube-object.js';
import {type KubeResource, kubeResources, resourceId} from '../core/kube-resource.js';
import {formatBytes, parseQuantity} from '../core/quantity.js';
import {countedPlurals, sumPodQuota} from './quota-usage.js';

const {resourceQuotas: type} = kubeResources;
const counted: readonly KubeResource[] = [
  kubeResources.services,
  kubeResources.secrets,
  kubeResources.configMaps,
  kubeResources.persistentVolumeClaims,
  kubeResources.resourceQuotas,
  kubeResources.deployments,
  kubeResources.replicaSets,
  kubeResources.statefulSets,
  kubeResources.jobs,
  kubeResources.cronJobs,
];

/** Keeps what is used of each ResourceQuota. */
export function runResourceQuotas(context: ControllerContext): void {
  const {informers} = context;
  const client = context.client(controllerUser('resourcequota-controller'));
  const quotas = informers.of(type);
  const pods = informers.of(kubeResources.pods);

  const usageOf = (name: string, namespace: string): string => {
    const byName = counted.find(
      (resource) => name === `count/${resourceId(resource)}` || countedPlurals[name] === resourceId(resource),
    );
    if (byName) return String(informers.of(byName).inNamespace(namespace).length);
    const services = () => informers.of(kubeResources.services).inNamespace(namespace);
    if (name === 'services.loadbalancers')
      return String(services().filter(({spec}) => spec.type === 'LoadBalancer').length);
    if (name === 'services.nodeports')
      return String(
        services()
          .filter(({spec}) => spec.type !== 'ClusterIP' && spec.type !== 'ExternalName')
          .reduce((sum, {spec}) => sum + (spec.ports?.length ?? 0), 0),
      );
    if (name.endsWith('requests.storage')) {
      const storageClass = name.includes('.storageclass.storage.k8s.io/') ? name.split('.storageclass.')[0] : undefined;
      const claims = informers
        .of(kubeResources.persistentVolumeClaims)
        .inNamespace(namespace)
        .filter(({spec}) => storageClass === undefined || spec.storageClassName === storageClass);
      return formatBytes(claims.reduce((sum, {spec}) => sum + parseQuantity(spec.resources?.requests?.storage), 0));
    }
    return sumPodQuota(name, pods.inNamespace(namespace));
  };

  const queue = context.queue('resource-quotas', async (key) => {
    const quota = quotas.getByKey(key);
    if (!quota || quota.metadata.deletionTimestamp) return undefined;
    const hard: Record<string, string> = quota.spec.hard ?? {};
    const used = Object.fromEntries(Object.keys(hard).map((name) => [name, usageOf(name, quota.metadata.namespace!)]));
    const status = {hard, used};
    if (!isSameJson(status, quota.status)) await client.update(type, {...quota, status}, 'status');
    return undefined;
  });
  const enqueueIn = ({metadata}: KubeObject) => {
    for (const quota of quotas.inNamespace(metadata.namespace!)) queue.addAfter(objectKey(quota), 500);
  };
  quotas.onChange((change) => change.type !== 'deleted' && queue.add(objectKey(change.object)));
  for (const resource of [kubeResources.pods, ...counted.filter((candidate) => candidate !== type)])
    informers.of(resource).onChange(({object}) => enqueueIn(object));
}
