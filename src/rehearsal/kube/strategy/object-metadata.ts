import type {KubeObject, ObjectMeta} from '../object/kube-object.js';
import type {ApiContext} from '../server/api-context.js';
import {createGeneratedName, createUid, formatNow} from '../server/api-context.js';

/** Only what is there: Go leaves empty metadata out. */
function compactMetadata(metadata: ObjectMeta): ObjectMeta {
  const {
    name,
    generateName,
    namespace,
    uid,
    resourceVersion,
    generation,
    creationTimestamp,
    deletionTimestamp,
    deletionGracePeriodSeconds,
    labels,
    annotations,
    ownerReferences,
    finalizers,
    managedFields,
  } = metadata;
  const hasEntries = (record: object | undefined) =>
    record !== undefined && record !== null && Object.keys(record).length > 0;
  return {
    name,
    ...(generateName ? {generateName} : {}),
    ...(namespace ? {namespace} : {}),
    ...(uid ? {uid} : {}),
    ...(resourceVersion ? {resourceVersion} : {}),
    ...(generation ? {generation} : {}),
    creationTimestamp: creationTimestamp ?? null,
    ...(deletionTimestamp ? {deletionTimestamp} : {}),
    ...(deletionGracePeriodSeconds === undefined || deletionGracePeriodSeconds === null
      ? {}
      : {deletionGracePeriodSeconds}),
    ...(hasEntries(labels) ? {labels: labels!} : {}),
    ...(hasEntries(annotations) ? {annotations: annotations!} : {}),
    ...(ownerReferences?.length ? {ownerReferences} : {}),
    ...(finalizers?.length ? {finalizers} : {}),
    ...(managedFields?.length ? {managedFields} : {}),
  };
}

/** Metadata of a new object: named, dated, identified; what only the system may set is taken away. */
export function stampNewObject(context: ApiContext, object: KubeObject): KubeObject {
  const {metadata} = object;
  const {resourceVersion: _, ...given} = metadata;
  const name = metadata.name || (metadata.generateName ? createGeneratedName(context, metadata.generateName) : '');
  return {
    ...object,
    metadata: compactMetadata({...given, name, uid: createUid(context), creationTimestamp: formatNow(context)}),
  };
}

/** A new object is not being deleted, whatever the client sent; who sent it is kept as the owner of these fields. */
export function clearDeletion(object: KubeObject): KubeObject {
  const {deletionTimestamp, deletionGracePeriodSeconds, ...metadata} = object.metadata;
  return deletionTimestamp === undefined && deletionGracePeriodSeconds === undefined ? object : {...object, metadata};
}

/** Metadata of a changed object: what is the system's own is kept from the old one. */
export function stampChangedObject(object: KubeObject, current: KubeObject): KubeObject {
  const {uid, creationTimestamp, generation, deletionTimestamp, resourceVersion, namespace} = current.metadata;
  const {generation: _, ...given} = object.metadata;
  const grace = given.deletionGracePeriodSeconds ?? current.metadata.deletionGracePeriodSeconds;
  return {
    ...object,
    metadata: compactMetadata({
      ...given,
      ...(namespace ? {namespace} : {}),
      ...(uid && !given.uid ? {uid} : {}),
      ...(resourceVersion ? {resourceVersion} : {}),
      ...(generation === undefined ? {} : {generation}),
      creationTimestamp: creationTimestamp ?? null,
      ...(deletionTimestamp ? {deletionTimestamp} : {}),
      ...(grace === undefined ? {} : {deletionGracePeriodSeconds: grace}),
    }),
  };
}
