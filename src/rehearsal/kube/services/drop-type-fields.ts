import type {KubeObject, Open} from '../object/kube-object.js';
import {isSameValue} from '../object/plain-values.js';

/** Fields that only services of some types may have; `ports[].nodePort` is looked at by itself. */
const fieldsOfTypes: ReadonlyArray<readonly [has: (spec: Open) => boolean, fields: readonly string[]]> = [
  [({type}) => type !== 'ExternalName', ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy']],
  [({type}) => type === 'NodePort' || type === 'LoadBalancer', ['externalTrafficPolicy']],
  [
    ({type, externalTrafficPolicy}) => type === 'LoadBalancer' && externalTrafficPolicy === 'Local',
    ['healthCheckNodePort'],
  ],
  [({type}) => type === 'LoadBalancer', ['allocateLoadBalancerNodePorts', 'loadBalancerClass']],
];

/**
 * A service that changes its type loses what the new type may not have, as far as the writer left it as it was: whoever
 * patches the type alone cannot know what the cluster had filled in.
 * https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/#ServiceSpec
 */
export function dropTypeFields(service: KubeObject, current: KubeObject): KubeObject {
  const [spec, before]: [Open, Open] = [service.spec ?? {}, current.spec ?? {}];
  if (spec.type === before.type && spec.externalTrafficPolicy === before.externalTrafficPolicy) return service;
  const dropped = fieldsOfTypes
    .filter(([has]) => has(before) && !has(spec))
    .flatMap(([, fields]) => fields)
    .filter((field) => isSameValue(spec[field], before[field]));
  const kept = Object.fromEntries(Object.entries<Open>(spec).filter(([field]) => !dropped.includes(field)));
  return {...service, spec: kept};
}
