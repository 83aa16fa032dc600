import {type Condition, withCondition} from '../core/conditions.js';
import {discoverResources} from '../core/discover-resources.js';
import type {KubeClient} from '../core/kube-client.js';
import type {KubeObject} from '../core/kube-object.js';
import {resourceId, resourcePath} from '../core/kube-resource.js';

/** What a pass over a namespace that is being deleted came to. */
export interface Emptying {
  readonly isEmpty: boolean;
  readonly conditions: Condition[];
}

/** Asks for the deletion of everything in a namespace, and says what stays and why, in the five conditions that clients read. */
export async function emptyNamespace(client: KubeClient, namespace: KubeObject, nowMs: number): Promise<Emptying> {
  const {resources, failed} = await discoverResources(client);
  const remaining = new Map<string, number>();
  const finalizers = new Map<string, number>();
  const errors: string[] = [];
  for (const type of resources) {
    if (!type.isNamespaced || !type.verbs.includes('delete') || !type.verbs.includes('list')) continue;
    try {
      let items = await client.list(type, namespace.metadata.name);
      if (items.length === 0) continue;
      if (items.some(({metadata}) => !metadata.deletionTimestamp)) {
        if (type.verbs.includes('deletecollection')) {
          await client.send({
            method: 'DELETE',
            path: resourcePath(type, namespace.metadata.name),
            body: {apiVersion: 'v1', kind: 'DeleteOptions', propagationPolicy: 'Background'},
          });
        } else for (const {metadata} of items) await client.remove(type, metadata, {propagationPolicy: 'Background'});
        items = await client.list(type, namespace.metadata.name);
      }
      if (items.length > 0) remaining.set(resourceId(type), items.length);
      for (const finalizer of items.flatMap(({metadata}) => metadata.finalizers ?? []))
        finalizers.set(finalizer, (finalizers.get(finalizer) ?? 0) + 1);
    } catch (error) {
      errors.push((error as Error).message);
    }
  }
  const list = (counts: Map<string, number>, text: (name: string, count: number) => string) =>
    [...counts]
      .sort()
      .map(([name, count]) => text(name, count))
      .join(', ');
  const wanted: Condition[] = [
    failed.length > 0
      ? {
          type: 'NamespaceDeletionDiscoveryFailure',
          status: 'True',
          reason: 'DiscoveryFailed',
          message: `Discovery failed for some groups, ${failed.length} failing: unable to retrieve the complete list of server APIs: ${failed.map((group) => `${group}: the server is currently unable to handle the request`).join(', ')}`,
        }
      : {
          type: 'NamespaceDeletionDiscoveryFailure',
          status: 'False',
          reason: 'ResourcesDiscovered',
          message: 'All resources successfully discovered',
        },
    {
      type: 'NamespaceDeletionGroupVersionParsingFailure',
      status: 'False',
      reason: 'ParsedGroupVersions',
      message: 'All legacy kube types successfully parsed',
    },
    errors.length > 0
      ? {
          type: 'NamespaceDeletionContentFailure',
          status: 'True',
          reason: 'ContentDeletionFailed',
          message: `Failed to delete all resource types, ${errors.length} remaining: ${errors.join(', ')}`,
        }
      : {
          type: 'NamespaceDeletionContentFailure',
          status: 'False',
          reason: 'ContentDeleted',
          message: 'All content successfully deleted, may be waiting on finalization',
        },
    remaining.size > 0
      ? {
          type: 'NamespaceContentRemaining',
          status: 'True',
          reason: 'SomeResourcesRemain',
          message: `Some resources are remaining: ${list(remaining, (name, count) => `${name} has ${count} resource instances`)}`,
        }
      : {
          type: 'NamespaceContentRemaining',
          status: 'False',
          reason: 'ContentRemoved',
          message: 'All content successfully removed',
        },
    finalizers.size > 0
      ? {
          type: 'NamespaceFinalizersRemaining',
          status: 'True',
          reason: 'SomeFinalizersRemain',
          message: `Some content in the namespace has finalizers remaining: ${list(finalizers, (name, count) => `${name} in ${count} resource instances`)}`,
        }
      : {
          type: 'NamespaceFinalizersRemaining',
          status: 'False',
          reason: 'ContentHasNoFinalizers',
          message: 'All content-preserving finalizers finished',
        },
  ];
  const conditions = wanted.reduce<Condition[]>(
    (list, condition) => withCondition(list, condition, nowMs),
    namespace.status?.conditions ?? [],
  );
  return {isEmpty: remaining.size === 0 && errors.length === 0 && failed.length === 0, conditions};
}
