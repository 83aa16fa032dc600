import {parseQuantity} from '../../model/parse-quantity.js';
import {fieldsOf, itemsOf} from '../derive/pod-facts.js';

type Fields = Readonly<Record<string, unknown>>;

const requestOf = (container: Fields, resource: string) => {
  const {requests, limits} = fieldsOf(container.resources);
  // A limit without a request is taken for both.
  const stated = fieldsOf(requests)[resource] ?? fieldsOf(limits)[resource];
  return (stated === undefined ? undefined : parseQuantity(String(stated))) ?? 0;
};

/** What the scheduler counts of a pod: containers together, or the largest of those that initialise them. https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers */
export function sumRequests(spec: Fields, resource: string): number {
  const [first, main] = [spec.initContainers, spec.containers].map((list) =>
    itemsOf(list).map((container) => requestOf(fieldsOf(container), resource)),
  );
  return Math.max(
    (main ?? []).reduce((sum, request) => sum + request, 0),
    ...(first ?? []),
  );
}
