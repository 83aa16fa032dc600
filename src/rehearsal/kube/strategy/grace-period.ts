import type {KubeObject} from '../object/kube-object.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';

/**
 * Seconds between a delete and the removal. Only pods have a grace period, and only once a node holds them:
 * the kubelet confirms with a second delete of zero seconds.
 */
export function selectGracePeriod(resource: ResourceDefinition, object: KubeObject, asked: number | undefined): number {
  if (resource.collection !== 'pods') return 0;
  const wanted = asked ?? object.spec?.terminationGracePeriodSeconds ?? 30;
  if (!object.spec?.nodeName || object.status?.phase === 'Failed' || object.status?.phase === 'Succeeded') return 0;
  return Math.max(0, wanted);
}
