import {badRequest, notFound, StatusError} from '../http/status-error.js';
import type {Open} from '../object/kube-object.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';
import type {ApiContext} from '../server/api-context.js';
import type {ApiResponse, RoutedRequest} from '../server/api-types.js';

function selectContainer(pod: Open, asked: string, name: string): string {
  const containers: string[] = pod.spec.containers.map((container: Open) => container.name);
  const initContainers: string[] = (pod.spec.initContainers ?? []).map((container: Open) => container.name);
  const all = [...containers, ...initContainers];
  if (asked === '') {
    if (all.length === 1) return all[0]!;
    const inits = initContainers.length > 0 ? ` or one of the init containers: [${initContainers.join(' ')}]` : '';
    throw badRequest(
      `a container name must be specified for pod ${name}, choose one of: [${containers.join(' ')}]${inits}`,
    );
  }
  if (!all.includes(asked)) throw badRequest(`container ${asked} is not valid for pod ${name}`);
  return asked;
}

const isTrue = (value: string | null) => value === 'true' || value === '1';

/** Serves `pods/NAME/log` through the seam behind which the kubelets are. */
export async function handlePodLog(
  context: ApiContext,
  {info, query}: RoutedRequest,
  resource: ResourceDefinition,
): Promise<ApiResponse> {
  const pod = context.store.get('pods', info.namespace, info.name);
  if (!pod) throw notFound(resource, info.name);
  const container = selectContainer(pod, query.get('container') ?? '', info.name);
  const text = (log: string): ApiResponse => ({type: 'text', status: 200, text: log, contentType: 'text/plain'});
  if (!pod.spec.nodeName) return text('');
  const statuses: readonly Open[] = [
    ...(pod.status?.containerStatuses ?? []),
    ...(pod.status?.initContainerStatuses ?? []),
  ];
  const waiting = statuses.find((status) => status.name === container)?.state?.waiting;
  const number = (name: string) => (query.get(name) ? {[name]: Number(query.get(name))} : {});
  const log = context.readLog({
    namespace: info.namespace,
    pod,
    container,
    isPrevious: isTrue(query.get('previous')),
    hasTimestamps: isTrue(query.get('timestamps')),
    ...number('tailLines'),
    ...number('sinceSeconds'),
  });
  if (log === undefined && waiting)
    throw badRequest(
      `container "${container}" in pod "${info.name}" is waiting to start: ${waiting.reason === 'ErrImagePull' || waiting.reason === 'ImagePullBackOff' ? 'trying and failing to pull image' : waiting.reason}`,
    );
  if (log === undefined) {
    const message = `Get "https://${pod.status?.hostIP ?? ''}:10250/containerLogs/${info.namespace}/${info.name}/${container}": dial tcp ${pod.status?.hostIP ?? ''}:10250: connect: connection refused`;
    throw new StatusError(500, '', message);
  }
  return text(log);
}
