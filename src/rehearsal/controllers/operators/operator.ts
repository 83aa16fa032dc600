import {readyPodsOf} from '../behaviours/pod-roles.js';
import type {ControllerContext} from '../core/controller-context.js';
import type {KubeClient} from '../core/kube-client.js';
import type {KubeObject} from '../core/kube-object.js';

/** The pod through which an operator acts, and its client. */
export interface Operator {
  readonly pod: KubeObject;
  readonly client: KubeClient;
  /** The service account as a user name. */
  readonly user: string;
}

/** How long an operator's work waits for a pod that does it. */
export const operatorRetryMs = 5_000;

/** The operator that plays a role now; undefined while no such pod is ready. */
export function findOperator(context: ControllerContext, role: string): Operator | undefined {
  const pod = readyPodsOf(context.informers, role)[0];
  if (!pod) return undefined;
  const user = `system:serviceaccount:${pod.metadata.namespace}:${pod.spec.serviceAccountName ?? 'default'}`;
  return {pod, user, client: context.client(user)};
}
