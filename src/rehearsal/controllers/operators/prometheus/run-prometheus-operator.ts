import {isSameJson} from '../../core/canonical-json.js';
import {type Condition, withCondition} from '../../core/conditions.js';
import type {ControllerContext} from '../../core/controller-context.js';
import {type KubeObject, objectKey} from '../../core/kube-object.js';
import {type KubeResource, kubeResources} from '../../core/kube-resource.js';
import {controllerOf} from '../../core/owners.js';
import {findOperator, type Operator, operatorRetryMs} from '../operator.js';
import {createMonitoringService, createMonitoringSet, type MonitoringKind} from './monitoring-objects.js';

const kinds: ReadonlyArray<{readonly type: KubeResource; readonly kind: MonitoringKind}> = [
  {type: kubeResources.prometheuses, kind: 'prometheus'},
  {type: kubeResources.alertmanagers, kind: 'alertmanager'},
];

/** Runs Prometheus and Alertmanager objects as stateful sets, while the operator's own pod is ready. */
export function runPrometheusOperator(context: ControllerContext): void {
  const {informers, clock} = context;
  const sets = informers.of(kubeResources.statefulSets);
  for (const {type, kind} of kinds) {
    const objects = informers.of(type);
    const queue = context.queue(`prometheus-operator-${kind}`, async (key) => {
      const object = objects.getByKey(key);
      if (!object || object.metadata.deletionTimestamp) return undefined;
      const operator = findOperator(context, 'prometheus-operator');
      if (!operator) return operatorRetryMs;
      const {namespace = ''} = object.metadata;
      const wanted = createMonitoringSet(type, kind, object);
      const set = sets.get(namespace, wanted.metadata.name!);
      if (!set) {
        const governing = createMonitoringService(type, kind, object);
        await operator.client.createUnlessPresent(kubeResources.services, governing);
        await operator.client.createUnlessPresent(kubeResources.statefulSets, wanted);
      } else if (
        set.spec.replicas !== wanted.spec.replicas ||
        set.spec.template.spec.containers[0].image !== wanted.spec.template.spec.containers[0].image
      ) {
        const {replicas, template} = wanted.spec;
        await operator.client.update(kubeResources.statefulSets, {...set, spec: {...set.spec, replicas, template}});
      }
      await report(object, operator, sets.get(namespace, wanted.metadata.name!));
      return undefined;
    });

    const report = async (object: KubeObject, {client}: Operator, set: KubeObject | undefined): Promise<void> => {
      const replicas: number = set?.status?.replicas ?? 0;
      const availableReplicas: number = set?.status?.availableReplicas ?? 0;
      const wanted: number = object.spec.replicas ?? 1;
      const isUp = availableReplicas >= wanted;
      const observedGeneration = object.metadata.generation;
      const available: Condition = isUp
        ? {type: 'Available', status: 'True', observedGeneration}
        : {
            type: 'Available',
            status: 'False',
            reason: 'NoPodReady',
            message: `shard 0: ${wanted - availableReplicas} pod(s) not ready`,
            observedGeneration,
          };
      const reconciled: Condition = {type: 'Reconciled', status: 'True', observedGeneration};
      const current = objects.getByKey(objectKey(object)) ?? object;
      const conditions = [available, reconciled].reduce<Condition[]>(
        (list, condition) => withCondition(list, condition, clock.now()),
        current.status?.conditions ?? [],
      );
      const counts = {
        replicas,
        updatedReplicas: set?.status?.updatedReplicas ?? 0,
        availableReplicas,
        unavailableReplicas: Math.max(0, wanted - availableReplicas),
      };
      const status = {paused: false, ...counts, conditions};
      if (!isSameJson(status, current.status))
        await client.patch(type, current.metadata, {status}, 'status').catch(() => undefined);
    };

    objects.onChange((change) => change.type !== 'deleted' && queue.add(objectKey(change.object)));
    sets.onChange(({object}) => {
      const owner = controllerOf(object);
      if (owner?.kind === type.kind) queue.add(`${object.metadata.namespace}/${owner.name}`);
    });
  }
}
