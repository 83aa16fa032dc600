import {CloudFailure} from '../../model/cloud-failure.js';
import {type Deferred, selectKnown} from '../../model/deferred.js';
import type {KubeTarget} from '../../model/ports/kube.js';
import type {Inputs} from '../../model/step.js';

/** Where the cluster answers, once it stands. */
export interface DeferredTarget {
  readonly endpoint: Deferred<string>;
  readonly ca: Deferred<string>;
}

export function selectDeferredTarget({output}: Inputs): DeferredTarget {
  return {endpoint: output('cluster/create-cluster', 'endpoint'), ca: output('cluster/create-cluster', 'ca')};
}

/** The target, or undefined while the cluster is still to come. */
export function selectTarget(target: DeferredTarget): KubeTarget | undefined {
  const endpoint = selectKnown(target.endpoint);
  const caCertificate = selectKnown(target.ca);
  return endpoint === undefined || endpoint === '' || caCertificate === undefined
    ? undefined
    : {endpoint, caCertificate};
}

/** The target of a step that runs after the cluster stands. */
export function requireTarget(target: DeferredTarget): KubeTarget {
  const found = selectTarget(target);
  if (found === undefined)
    throw new CloudFailure('not-found', 'the cluster has no endpoint yet', {action: 'clusters.get'});
  return found;
}
