import {forbidden} from '../http/status-error.js';
import type {KubeObject, Open} from '../object/kube-object.js';
import {parseQuantity} from '../object/quantity.js';
import type {AdmissionPlugin} from './admission-plugin.js';

const amountOf = (quantity: string | undefined) => (quantity === undefined ? undefined : parseQuantity(quantity));

/** Defaults of a LimitRange for a container, and the names of those it set. */
function defaultResources(
  container: Open,
  limit: Open,
): {readonly container: Open; readonly requests: string[]; readonly limits: string[]} {
  const {requests = {}, limits = {}} = container.resources ?? {};
  const missing = (defaults: Open, given: Open) =>
    Object.keys(defaults ?? {})
      .filter((name) => given[name] === undefined)
      .sort();
  const newRequests = missing(limit.defaultRequest, requests);
  const newLimits = missing(limit.default, limits);
  const resources = {
    ...container.resources,
    requests: {...limit.defaultRequest, ...requests},
    limits: {...limit.default, ...limits},
  };
  return {
    container: newRequests.length + newLimits.length === 0 ? container : {...container, resources},
    requests: newRequests,
    limits: newLimits,
  };
}

function applyLimits(object: KubeObject, ranges: readonly KubeObject[]): KubeObject {
  let pod = object;
  const notes: string[] = [];
  const limits: readonly Open[] = ranges
    .flatMap(({spec}) => spec?.limits ?? [])
    .filter(({type}) => type === 'Container');
  for (const limit of limits) {
    for (const list of ['containers', 'initContainers']) {
      if (!pod.spec[list]) continue;
      const kind = list === 'containers' ? 'container' : 'init container';
      const changed = pod.spec[list].map((container: Open) => {
        const result = defaultResources(container, limit);
        if (result.requests.length > 0)
          notes.push(`${result.requests.join(', ')} request for ${kind} ${container.name}`);
        if (result.limits.length > 0) notes.push(`${result.limits.join(', ')} limit for ${kind} ${container.name}`);
        return result.container;
      });
      pod = {...pod, spec: {...pod.spec, [list]: changed}};
    }
  }
  if (notes.length === 0) return object;
  return {
    ...pod,
    metadata: {
      ...pod.metadata,
      annotations: {
        ...pod.metadata.annotations,
        'kubernetes.io/limit-ranger': `LimitRanger plugin set: ${notes.join('; ')}`,
      },
    },
  };
}

function checkBounds(limit: Open, {requests = {}, limits = {}}: Open, subject: string): string[] {
  const errors: string[] = [];
  for (const [name, minimum] of Object.entries<string>(limit.min ?? {})) {
    const asked = requests[name];
    if (asked === undefined)
      errors.push(`minimum ${name} usage per ${subject} is ${minimum}.  No request is specified`);
    else if (amountOf(asked)! < amountOf(minimum)!)
      errors.push(`minimum ${name} usage per ${subject} is ${minimum}, but request is ${asked}`);
  }
  for (const [name, maximum] of Object.entries<string>(limit.max ?? {})) {
    const allowed = limits[name];
    if (allowed === undefined)
      errors.push(`maximum ${name} usage per ${subject} is ${maximum}.  No limit is specified`);
    else if (amountOf(allowed)! > amountOf(maximum)!)
      errors.push(`maximum ${name} usage per ${subject} is ${maximum}, but limit is ${allowed}`);
  }
  return errors;
}

function checkLimits(object: KubeObject, isClaim: boolean, ranges: readonly KubeObject[]): string[] {
  const limits: readonly Open[] = ranges.flatMap(({spec}) => spec?.limits ?? []);
  if (isClaim) {
    const requests = object.spec.resources?.requests ?? {};
    return limits
      .filter(({type}) => type === 'PersistentVolumeClaim')
      .flatMap((limit) => checkBounds(limit, {requests, limits: requests}, 'PersistentVolumeClaim'));
  }
  const containers: readonly Open[] = [...object.spec.containers, ...(object.spec.initContainers ?? [])];
  return limits
    .filter(({type}) => type === 'Container')
    .flatMap((limit) => containers.flatMap(({resources}) => checkBounds(limit, resources ?? {}, 'Container')));
}

/** Defaults and bounds that a namespace sets for its containers and claims. https://kubernetes.io/docs/concepts/policy/limit-range/ */
export const limitRanger: AdmissionPlugin = {
  mutate({store}, {operation, resource, subresource, namespace, object}) {
    if (operation !== 'CREATE' || resource.collection !== 'pods' || subresource !== '' || !object) return undefined;
    const ranges = store.list('limitranges', namespace);
    return ranges.length === 0 ? undefined : applyLimits(object, ranges);
  },
  validate({store}, {operation, resource, subresource, namespace, object}) {
    const isClaim = resource.collection === 'persistentvolumeclaims';
    if (operation !== 'CREATE' || (resource.collection !== 'pods' && !isClaim) || subresource !== '' || !object) return;
    const errors = checkLimits(object, isClaim, store.list('limitranges', namespace));
    if (errors.length > 0)
      throw forbidden(resource, object.metadata.name, errors.length === 1 ? errors[0]! : `[${errors.join(', ')}]`);
  },
};
