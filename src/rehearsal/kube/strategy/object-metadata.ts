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
  const {
    deletionTimestamp: _,
    deletionGracePeriodSeconds: __,
    resourceVersion: ___,
    generation: ____,
    ...given
  } = metadata;
  const name = metadata.name || (metadata.generateName ? createGeneratedName(context, metadata.generateName) : '');
  return {
    ...object,
    metadata: compactMetadata({...given, name, uid: createUid(context), creationTimestamp: formatNow(context)}),
  };
}

/** Metadata of a changed object: what is immutable or the system's own is kept from the old one. */
export function stampChangedObject(object: KubeObject, current: KubeObject): KubeObject {
  const {
    uid,
    creationTimestamp,
    generation,
    deletionTimestamp,
    deletionGracePeriodSeconds,
    generateName,
    resourceVersion,
    namespace,
  } = current.metadata;
  const {deletionTimestamp: _, deletionGracePeriodSeconds: __, ...given} = object.metadata;
  return {
    ...object,
    metadata: compactMetadata({
      ...given,
      ...(namespace ? {namespace} : {}),
      ...(uid ? {uid} : {}),
      ...(generateName && given.generateName === undefined ? {generateName} : {}),
      ...(resourceVersion ? {resourceVersion} : {}),
      ...(generation === undefined ? {} : {generation}),
      creationTimestamp: creationTimestamp ?? null,
      ...(deletionTimestamp ? {deletionTimestamp} : {}),
      ...(deletionGracePeriodSeconds === undefined ? {} : {deletionGracePeriodSeconds}),
    }),
  };
}
