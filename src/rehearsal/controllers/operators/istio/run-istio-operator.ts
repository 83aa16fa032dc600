import {isSameJson} from '../../core/canonical-json.js';
import {isConditionTrue} from '../../core/conditions.js';
import type {ControllerContext} from '../../core/controller-context.js';
import {type KubeObject, objectKey} from '../../core/kube-object.js';
import {kubeResources} from '../../core/kube-resource.js';
import {findOperator, type Operator, operatorRetryMs} from '../operator.js';
import {createControlPlane, createGateway, type IstioObject} from './istio-objects.js';

const {istioOperators: type} = kubeResources;
const recheckMs = 10_000;
/** Rendering and applying takes the operator a while. */
const reconcileMs = [4_000, 10_000] as const;

interface GatewaySpec {
  readonly name?: string;
  readonly namespace?: string;
  readonly enabled?: boolean;
}

/** Carries out IstioOperator objects, while an operator runs: istiod, its webhooks, and the ingress gateways that are asked for. */
export function runIstioOperator(context: ControllerContext): void {
  const {informers, clock, seeded} = context;
  const objects = informers.of(type);
  const dueMs = new Map<string, number>();

  const queue = context.queue('istio-operator', async (key) => {
    const request = objects.getByKey(key);
    if (!request || request.metadata.deletionTimestamp) return undefined;
    const operator = findOperator(context, 'istio-operator');
    if (!operator) return operatorRetryMs;
    const due =
      dueMs.get(request.metadata.uid) ?? clock.now() + seeded.between(`istio/${request.metadata.uid}`, reconcileMs);
    dueMs.set(request.metadata.uid, due);
    if (clock.now() < due) {
      await report(request, operator, {status: 'RECONCILING'});
      return due - clock.now();
    }
    const namespace: string = request.spec.namespace ?? 'istio-system';
    const version = versionOf(operator.pod);
    const gateways: GatewaySpec[] =
      request.spec.components?.ingressGateways ??
      (request.spec.profile === 'minimal' ? [] : [{name: 'istio-ingressgateway', enabled: true}]);
    const hasPilot = request.spec.components?.pilot?.enabled !== false && request.spec.profile !== 'empty';
    if (!informers.of(kubeResources.namespaces).get(undefined, namespace))
      await operator.client.createUnlessPresent(kubeResources.namespaces, {metadata: {name: namespace}});
    if (hasPilot)
      await apply(
        operator,
        createControlPlane({
          namespace,
          version,
          hub: hubOf(request),
          pilot: request.spec.components?.pilot?.k8s ?? {},
        }),
      );
    const enabled = gateways.filter((gateway) => gateway.enabled !== false);
    for (const gateway of enabled)
      await apply(
        operator,
        createGateway({
          namespace: gateway.namespace ?? namespace,
          name: gateway.name ?? 'istio-ingressgateway',
          version,
          hub: hubOf(request),
          k8s: (gateway as {k8s?: object}).k8s ?? {},
        }),
      );
    const isUp = (deployment: string, where: string) =>
      isConditionTrue(informers.of(kubeResources.deployments).get(where, deployment), 'Available');
    const pilotStatus = hasPilot ? {Pilot: {status: isUp('istiod', namespace) ? 'HEALTHY' : 'RECONCILING'}} : {};
    const areGatewaysUp = enabled.every((gateway) =>
      isUp(gateway.name ?? 'istio-ingressgateway', gateway.namespace ?? namespace),
    );
    const componentStatus = {
      Base: {status: 'HEALTHY'},
      ...pilotStatus,
      ...(enabled.length > 0 ? {IngressGateways: {status: areGatewaysUp ? 'HEALTHY' : 'RECONCILING'}} : {}),
    };
    const isHealthy = Object.values(componentStatus).every(({status}) => status === 'HEALTHY');
    await report(request, operator, {status: isHealthy ? 'HEALTHY' : 'RECONCILING', componentStatus});
    return recheckMs;
  });

  const apply = async ({client}: Operator, wanted: readonly IstioObject[]): Promise<void> => {
    for (const {resource, object} of wanted) {
      if (
        informers.of(resource).get(resource.isNamespaced ? object.metadata.namespace : undefined, object.metadata.name!)
      )
        continue;
      await client.createUnlessPresent(resource, object);
    }
  };

  const report = async (request: KubeObject, {client}: Operator, status: object): Promise<void> => {
    const current = objects.getByKey(objectKey(request)) ?? request;
    if (!isSameJson(current.status, status))
      await client
        .update(type, {...current, status}, current.status === undefined ? undefined : 'status')
        .catch(() => client.patch(type, current.metadata, {status}));
  };
  objects.onChange((change) => change.type !== 'deleted' && queue.add(objectKey(change.object)));
}

function versionOf(pod: KubeObject): string {
  return /:([^:@/]+)(@|$)/.exec(pod.spec.containers[0].image)?.[1] ?? '1.19.0';
}

function hubOf(request: KubeObject): string {
  return request.spec.hub ?? 'docker.io/istio';
}
