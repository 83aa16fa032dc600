import type {ControllerContext} from '../core/controller-context.js';
import type {NewKubeObject} from '../core/kube-object.js';
import {type KubeResource, kubeResources} from '../core/kube-resource.js';
import {gkeStorageClasses} from './storage-classes.data.js';
import {systemWorkloads} from './system-workloads.data.js';

/** How often the add-on manager looks whether something has gone. */
const recheckMs = 120_000;

/** Puts into a fresh cluster what GKE puts there. */
export function runAddons(context: ControllerContext): void {
  const client = context.client('system:serviceaccount:kube-system:addon-manager');
  const ensure = async (resource: KubeResource, object: NewKubeObject): Promise<void> => {
    if (!context.informers.of(resource).get(object.metadata.namespace, object.metadata.name!))
      await client.createUnlessPresent(resource, object);
  };
  const queue = context.queue('addons', async () => {
    for (const name of [
      'kube-system',
      'kube-public',
      'kube-node-lease',
      'default',
      'gke-managed-system',
      'gmp-system',
      'gmp-public',
    ]) {
      await ensure(kubeResources.namespaces, {metadata: {name}});
    }
    for (const storageClass of gkeStorageClasses) await ensure(kubeResources.storageClasses, storageClass);
    for (const [name, value] of [
      ['system-cluster-critical', 2_000_000_000],
      ['system-node-critical', 2_000_001_000],
    ] as const) {
      await ensure(kubeResources.priorityClasses, {
        metadata: {name},
        value,
        description: `Used for system critical pods that must ${name === 'system-node-critical' ? 'not be moved from their current node' : 'run in the cluster, but can be moved to another node if necessary'}.`,
      });
    }
    for (const {resource, object} of systemWorkloads) await ensure(resource, object);
    return recheckMs;
  });
  queue.add('all');
}
