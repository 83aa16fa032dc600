import {readPlainBody} from '../decode/read-object-body.js';
import {deleteObject} from '../handlers/delete-object.js';
import {badRequest, notFound, StatusError} from '../http/status-error.js';
import type {KubeObject} from '../object/kube-object.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';
import {isLabelMatch, selectRequirements} from '../selectors/label-selector.js';
import type {ApiContext} from '../server/api-context.js';
import type {ApiResponse, RoutedRequest} from '../server/api-types.js';

const budgets = 'poddisruptionbudgets.policy';

const tooMany = (budget: KubeObject) => {
  const {desiredHealthy = 0, currentHealthy = 0} = budget.status ?? {};
  const message = `The disruption budget ${budget.metadata.name} needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`;
  return new StatusError(429, 'TooManyRequests', "Cannot evict pod as it would violate the pod's disruption budget.", {
    causes: [{reason: 'DisruptionBudget', message}],
  });
};

/** Serves `pods/NAME/eviction`: a deletion that disruption budgets may refuse. https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/ */
export async function handleEviction(
  context: ApiContext,
  request: RoutedRequest,
  resource: ResourceDefinition,
): Promise<ApiResponse> {
  const {info, user} = request;
  const eviction = readPlainBody(request.body, request.contentType, 'Eviction');
  if (eviction?.metadata?.name && eviction.metadata.name !== info.name)
    throw badRequest('name in URL does not match name in Eviction object');
  const {store} = context;
  const pod = store.get('pods', info.namespace, info.name);
  if (!pod) throw notFound(resource, info.name);
  const isRunning = !['Succeeded', 'Failed', 'Pending'].includes(pod.status?.phase) && !pod.metadata.deletionTimestamp;
  const matching = store
    .list(budgets, info.namespace)
    .filter(({spec}) => spec?.selector && isLabelMatch(selectRequirements(spec.selector), pod.metadata.labels));
  if (isRunning && matching.length > 1)
    throw new StatusError(
      500,
      'InternalError',
      'Internal error occurred: This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
    );
  const [budget] = matching;
  if (isRunning && budget) {
    const allowed: number = budget.status?.disruptionsAllowed ?? 0;
    if (allowed <= 0) throw tooMany(budget);
    const disruptedPods = {
      ...budget.status.disruptedPods,
      [info.name]: new Date(context.clock.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
    };
    store.put(budgets, {...budget, status: {...budget.status, disruptionsAllowed: allowed - 1, disruptedPods}});
  }
  await deleteObject(context, {
    resource,
    namespace: info.namespace,
    name: info.name,
    user,
    options: eviction?.deleteOptions ?? {},
    warn: () => {},
  });
  return {
    type: 'object',
    status: 201,
    object: {kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201},
  };
}
