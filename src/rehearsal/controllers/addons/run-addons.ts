import type {ControllerContext} from '../core/controller-context.js';
import {kubeResources} from '../core/kube-resource.js';
import {gkeStorageClasses} from './storage-classes.data.js';
import {systemWorkloads} from './system-workloads.data.js';

/** How often the add-on manager looks whether something has gone. */
const recheckMs = 60_000;

/** Puts into a fresh cluster what GKE puts there. */
export function runAddons(context: ControllerContext): void {
  const client = context.client('system:serviceaccount:kube-system:addon-manager');
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
      await client.createUnlessPresent(kubeResources.namespaces, {metadata: {name}});
    }
    for (const storageClass of gkeStorageClasses)
      await client.createUnlessPresent(kubeResources.storageClasses, storageClass);
    for (const [name, value] of [
      ['system-cluster-critical', 2_000_000_000],
      ['system-node-critical', 2_000_001_000],
    ] as const) {
      await client.createUnlessPresent(kubeResources.priorityClasses, {
        metadata: {name},
        value,
        description: `Used for system critical pods that must ${name === 'system-node-critical' ? 'not be moved from their current node' : 'run in the cluster, but can be moved to another node if necessary'}.`,
      });
    }
    for (const {resource, object} of systemWorkloads) await client.createUnlessPresent(resource, object);
    return recheckMs;
  });
  queue.add('all');
}
