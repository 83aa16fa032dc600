import {type ControllerContext, controllerUser} from '../core/controller-context.js';
import {type DiscoveredResource, discoverResources} from '../core/discover-resources.js';
import type {Change} from '../core/informer.js';
import {type KubeObject, objectKey} from '../core/kube-object.js';
import {type KubeResource, kubeResources, resourceId} from '../core/kube-resource.js';

/** Resources that nobody owns anything by, and that change too often to follow. */
const ignored = new Set(['events', 'events.events.k8s.io', 'leases.coordination.k8s.io']);
/** How long an owner may be unknown before its dependents go: it may be of a type that is only just served. */
const patienceMs = 2_000;

interface Entry {
  readonly type: KubeResource;
  readonly key: string;
}

/** Deletes objects whose owners are gone, and carries out foreground and orphaning deletions. */
export function runGarbageCollector(context: ControllerContext): void {
  const {informers} = context;
  const client = context.client(controllerUser('generic-garbage-collector'));
  const objects = new Map<string, Entry>();
  /** Uids of dependents, by the uid of the owner. */
  const dependents = new Map<string, Set<string>>();
  const followed = new Map<string, KubeResource>();

  const read = (uid: string): KubeObject | undefined => {
    const entry = objects.get(uid);
    const object = entry && informers.of(entry.type).getByKey(entry.key);
    return object?.metadata.uid === uid ? object : undefined;
  };

  const queue = context.queue('garbage', async (uid) => {
    const entry = objects.get(uid);
    const object = read(uid);
    if (!entry || !object) return undefined;
    const {finalizers = [], deletionTimestamp, ownerReferences = []} = object.metadata;
    if (deletionTimestamp && finalizers.includes('orphan')) return orphanDependents(entry, object);
    if (deletionTimestamp && finalizers.includes('foregroundDeletion')) return deleteDependents(entry, object);
    if (deletionTimestamp || ownerReferences.length === 0) return undefined;
    const states = await Promise.all(
      ownerReferences.map(async (reference) => ({
        reference,
        isThere: objects.has(reference.uid) ? read(reference.uid) !== undefined : await exists(object, reference),
      })),
    );
    if (states.some(({isThere}) => isThere)) {
      const gone = states.filter(({isThere}) => !isThere).map(({reference}) => reference.uid);
      if (gone.length > 0)
        await client.patch(entry.type, object.metadata, {
          metadata: {ownerReferences: ownerReferences.filter((reference) => !gone.includes(reference.uid))},
        });
      const isHeld = states.every(({reference}) =>
        read(reference.uid)?.metadata.finalizers?.includes('foregroundDeletion'),
      );
      if (isHeld) await client.remove(entry.type, object.metadata, {uid, propagationPolicy: 'Foreground'});
      return undefined;
    }
    await client.remove(entry.type, object.metadata, {
      uid,
      ...(finalizers.includes('orphan') ? {propagationPolicy: 'Orphan'} : {propagationPolicy: 'Background'}),
    });
    return undefined;
  });

  const exists = async (
    object: KubeObject,
    reference: {apiVersion: string; kind: string; name: string; uid: string},
  ): Promise<boolean> => {
    const [group, version] = reference.apiVersion.includes('/')
      ? reference.apiVersion.split('/')
      : ['', reference.apiVersion];
    const type = [...followed.values()].find(
      (candidate) => candidate.group === group && candidate.kind === reference.kind,
    );
    // A kind that is not followed, of an API that is not served, is nothing to conclude from.
    if (!type) return true;
    const owner = await client.get(
      {...type, version: version!},
      type.isNamespaced ? object.metadata.namespace : undefined,
      reference.name,
    );
    return owner?.metadata.uid === reference.uid;
  };

  const dropFinalizer = async (entry: Entry, object: KubeObject, name: string): Promise<void> => {
    const finalizers = (object.metadata.finalizers ?? []).filter((finalizer) => finalizer !== name);
    await client.patch(entry.type, object.metadata, {
      metadata: {resourceVersion: object.metadata.resourceVersion, finalizers},
    });
  };
  const orphanDependents = async (entry: Entry, object: KubeObject): Promise<undefined> => {
    for (const uid of dependents.get(object.metadata.uid) ?? []) {
      const dependent = read(uid);
      const type = objects.get(uid)?.type;
      if (!dependent || !type) continue;
      const ownerReferences =
        dependent.metadata.ownerReferences?.filter((reference) => reference.uid !== object.metadata.uid) ?? [];
      await client.patch(type, dependent.metadata, {
        metadata: {ownerReferences: ownerReferences.length > 0 ? ownerReferences : null},
      });
    }
    await dropFinalizer(entry, object, 'orphan');
    return undefined;
  };
  const deleteDependents = async (entry: Entry, object: KubeObject): Promise<undefined> => {
    const children = [...(dependents.get(object.metadata.uid) ?? [])].flatMap((uid) => read(uid) ?? []);
    for (const child of children) if (!child.metadata.deletionTimestamp) queue.add(child.metadata.uid);
    const isBlocked = children.some(({metadata}) =>
      metadata.ownerReferences?.some(({uid, blockOwnerDeletion}) => uid === object.metadata.uid && blockOwnerDeletion),
    );
    if (!isBlocked) await dropFinalizer(entry, object, 'foregroundDeletion');
    return undefined;
  };

  const onChange = (type: KubeResource, {type: change, object, previous}: Change) => {
    const {uid, ownerReferences = [], deletionTimestamp, finalizers} = object.metadata;
    for (const reference of previous?.metadata.ownerReferences ?? []) dependents.get(reference.uid)?.delete(uid);
    if (change === 'deleted') {
      objects.delete(uid);
      for (const reference of ownerReferences) {
        dependents.get(reference.uid)?.delete(uid);
        if (read(reference.uid)?.metadata.deletionTimestamp) queue.add(reference.uid);
      }
      for (const dependent of dependents.get(uid) ?? []) queue.add(dependent);
      dependents.delete(uid);
      return;
    }
    objects.set(uid, {type, key: objectKey(object)});
    for (const reference of ownerReferences) {
      dependents.set(reference.uid, (dependents.get(reference.uid) ?? new Set()).add(uid));
      if (change === 'added' && !objects.has(reference.uid)) queue.addAfter(uid, patienceMs);
      else if (read(reference.uid)?.metadata.finalizers?.includes('foregroundDeletion')) queue.add(uid);
    }
    if (deletionTimestamp && finalizers?.some((name) => name === 'foregroundDeletion' || name === 'orphan'))
      queue.add(uid);
  };

  const follow = async (): Promise<void> => {
    const {resources} = await discoverResources(client);
    const isFollowable = (type: DiscoveredResource) =>
      ['list', 'watch', 'delete'].every((verb) => type.verbs.includes(verb)) && !ignored.has(resourceId(type));
    for (const type of resources.filter(isFollowable)) {
      if (followed.has(resourceId(type))) continue;
      followed.set(resourceId(type), type);
      informers.of(type).onChange((change) => onChange(type, change));
    }
  };
  const discovery = context.queue('garbage-discovery', async () => {
    await follow();
    return undefined;
  });
  discovery.add('all');
  informers.of(kubeResources.customResourceDefinitions).onChange(() => discovery.addAfter('all', 1_000));
}
