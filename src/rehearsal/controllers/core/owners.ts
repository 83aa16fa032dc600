import type {Informer} from './informer.js';
import type {KubeObject, OwnerReference} from './kube-object.js';
import {apiVersionOf, type KubeResource} from './kube-resource.js';

/** The reference by which `owner` controls an object. */
export function controllerReference(type: KubeResource, owner: KubeObject): OwnerReference {
  const {name, uid} = owner.metadata;
  return {apiVersion: apiVersionOf(type), kind: type.kind, name, uid, controller: true, blockOwnerDeletion: true};
}

/** The owner reference of an object's controller, if it has one. */
export function controllerOf(object: KubeObject): OwnerReference | undefined {
  return object.metadata.ownerReferences?.find(({controller}) => controller);
}

/** The objects of `informer` that the owner controls. */
export function controlledBy(informer: Informer, owner: KubeObject): KubeObject[] {
  return informer.byIndex('controller', owner.metadata.uid);
}

/** Indexes an informer by the uid of each object's controller. */
export function indexByController(informer: Informer): Informer {
  informer.addIndex('controller', (object) => {
    const owner = controllerOf(object);
    return owner ? [owner.uid] : [];
  });
  return informer;
}
