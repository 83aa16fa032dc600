import type {Open} from '../object/kube-object.js';

const counted = ['cpu', 'memory'];

/** A pod's class of service by its requests and limits. https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/ */
export function selectQosClass(spec: Open): 'Guaranteed' | 'Burstable' | 'BestEffort' {
  const containers: readonly Open[] = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])];
  const has = (list: Open, name: string) => list?.[name] !== undefined && list[name] !== '0';
  const isAsking = containers.some(({resources}) =>
    counted.some((name) => has(resources?.requests, name) || has(resources?.limits, name)),
  );
  if (!isAsking) return 'BestEffort';
  const isGuaranteed = containers.every(({resources}) =>
    counted.every(
      (name) =>
        has(resources?.limits, name) &&
        (resources.requests?.[name] === undefined || resources.requests[name] === resources.limits[name]),
    ),
  );
  return isGuaranteed ? 'Guaranteed' : 'Burstable';
}
