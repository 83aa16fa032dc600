import {isSameJson} from '../core/canonical-json.js';
import {withCondition} from '../core/conditions.js';
import {type ControllerContext, controllerUser} from '../core/controller-context.js';
import {type KubeObject, objectKey} from '../core/kube-object.js';
import {type KubeResource, kubeResources} from '../core/kube-resource.js';

const {horizontalPodAutoscalers: type} = kubeResources;
const scalable: Readonly<Record<string, KubeResource>> = {
  Deployment: kubeResources.deployments,
  StatefulSet: kubeResources.statefulSets,
  ReplicaSet: kubeResources.replicaSets,
};
/** https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/ */
const syncMs = 15_000;

/** Keeps autoscaled workloads within their bounds. There are no metrics in a rehearsal, and the conditions say so. */
export function runPodAutoscalers(context: ControllerContext): void {
  const {informers, clock} = context;
  const user = controllerUser('horizontal-pod-autoscaler');
  const client = context.client(user);
  const record = context.recorder(user, 'horizontal-pod-autoscaler');
  const autoscalers = informers.of(type);

  const queue = context.queue('pod-autoscalers', async (key) => {
    const autoscaler = autoscalers.getByKey(key);
    if (!autoscaler || autoscaler.metadata.deletionTimestamp) return undefined;
    const {scaleTargetRef, minReplicas = 1, maxReplicas} = autoscaler.spec;
    const kind = scalable[scaleTargetRef.kind];
    const target = kind && informers.of(kind).get(autoscaler.metadata.namespace, scaleTargetRef.name);
    const current = target?.spec.replicas ?? 0;
    const desired = target ? Math.min(Math.max(current, minReplicas), maxReplicas) : 0;
    const about = {resource: type, object: autoscaler};
    if (target && desired !== current && current > 0) {
      await client.patch(kind, target.metadata, {spec: {replicas: desired}});
      record(
        'Normal',
        'SuccessfulRescale',
        about,
        `New size: ${desired}; reason: ${desired > current ? 'Current number of replicas below Spec.MinReplicas' : 'Current number of replicas above Spec.MaxReplicas'}`,
      );
    }
    await report(autoscaler, target, current, desired);
    return syncMs;
  });

  const report = async (
    autoscaler: KubeObject,
    target: KubeObject | undefined,
    current: number,
    desired: number,
  ): Promise<void> => {
    const {kind, name} = autoscaler.spec.scaleTargetRef;
    const able = target
      ? ({
          type: 'AbleToScale',
          status: 'True',
          reason: 'SucceededGetScale',
          message: "the HPA controller was able to get the target's current scale",
        } as const)
      : ({
          type: 'AbleToScale',
          status: 'False',
          reason: 'FailedGetScale',
          message: `the HPA controller was unable to get the target's current scale: ${kind.toLowerCase()}s.apps "${name}" not found`,
        } as const);
    const active = {
      type: 'ScalingActive',
      status: 'False',
      reason: 'FailedGetResourceMetric',
      message:
        'the HPA was unable to compute the replica count: unable to get metrics for resource cpu: no metrics returned from resource metrics API',
    } as const;
    const conditions = [able, ...(target ? [active] : [])].reduce(
      (list, condition) => withCondition(list, condition, clock.now()),
      autoscaler.status?.conditions ?? [],
    );
    const status = {...autoscaler.status, currentReplicas: current, desiredReplicas: desired, conditions};
    if (!isSameJson(status, autoscaler.status)) await client.update(type, {...autoscaler, status}, 'status');
  };
  autoscalers.onChange((change) => change.type !== 'deleted' && queue.add(objectKey(change.object)));
}
