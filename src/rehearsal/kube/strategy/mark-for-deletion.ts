import type {KubeObject} from '../object/kube-object.js';
import {type ApiContext, formatNow} from '../server/api-context.js';

/** When an object goes at the earliest, and what holds it until then. */
export interface DeletionMark {
  readonly deletionTimestamp: string;
  /** Seconds. */
  readonly grace: number;
  readonly finalizers: readonly string[];
}

/** A definition tells, while it is being deleted, that its objects go first. */
function markDefinition(context: ApiContext, object: KubeObject): KubeObject {
  const terminating = {
    type: 'Terminating',
    status: 'True',
    lastTransitionTime: formatNow(context),
    reason: 'InstanceDeletionPending',
    message: 'CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon',
  };
  return {...object, status: {...object.status, conditions: [...(object.status?.conditions ?? []), terminating]}};
}

/** The object as it stands while it is being deleted. */
export function markForDeletion(
  context: ApiContext,
  object: KubeObject,
  {deletionTimestamp, grace, finalizers}: DeletionMark,
): KubeObject {
  const {finalizers: _, ...metadata} = object.metadata;
  const held = finalizers.length > 0 ? {finalizers: [...finalizers]} : {};
  if (object.kind === 'CustomResourceDefinition' && object.apiVersion.startsWith('apiextensions.k8s.io/')) {
    return markDefinition(context, {...object, metadata: {...metadata, deletionTimestamp, ...held}});
  }
  if (object.kind === 'Namespace' && object.apiVersion === 'v1') {
    return {
      ...object,
      metadata: {...metadata, deletionTimestamp, ...held},
      status: {...object.status, phase: 'Terminating'},
    };
  }
  const isCounted = metadata.generation !== undefined && !metadata.deletionTimestamp;
  return {
    ...object,
    metadata: {
      ...metadata,
      ...(isCounted ? {generation: metadata.generation! + 1} : {}),
      deletionTimestamp,
      deletionGracePeriodSeconds: grace,
      ...held,
    },
  };
}
