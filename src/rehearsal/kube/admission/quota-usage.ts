import type {KubeObject, Open} from '../object/kube-object.js';
import {formatBinary, formatDecimal, parseQuantity} from '../object/quantity.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';
import type {ObjectStore} from '../store/object-store.js';

/** Amounts by the names that quotas use, in billionths. */
export type Usage = Readonly<Record<string, bigint>>;

const one = 1_000_000_000n;

/** What a pod asks for: the sum of its containers, or the largest init container where that is more. */
function sumResources(spec: Open, kind: 'requests' | 'limits', name: string): bigint {
  const amount = ({resources}: Open) => parseQuantity(resources?.[kind]?.[name] ?? '0') ?? 0n;
  const sum = (spec.containers ?? []).reduce((total: bigint, container: Open) => total + amount(container), 0n);
  let largest = 0n;
  for (const container of spec.initContainers ?? []) if (amount(container) > largest) largest = amount(container);
  return (largest > sum ? largest : sum) + (parseQuantity(spec.overhead?.[name] ?? '0') ?? 0n);
}

function measurePod({spec, status}: KubeObject): Usage {
  if (status?.phase === 'Succeeded' || status?.phase === 'Failed') return {};
  const names = new Set<string>(
    [...(spec.containers ?? []), ...(spec.initContainers ?? [])].flatMap(({resources}: Open) => [
      ...Object.keys(resources?.requests ?? {}),
      ...Object.keys(resources?.limits ?? {}),
    ]),
  );
  const usage: Record<string, bigint> = {pods: one};
  for (const name of new Set([...names, 'cpu', 'memory', 'ephemeral-storage'])) {
    usage[`requests.${name}`] = sumResources(spec, 'requests', name);
    usage[`limits.${name}`] = sumResources(spec, 'limits', name);
    usage[name] = usage[`requests.${name}`]!;
  }
  return usage;
}

function measureService({spec}: KubeObject): Usage {
  const ports = BigInt(spec.ports?.length ?? 0);
  const hasNodePorts =
    spec.type === 'NodePort' || (spec.type === 'LoadBalancer' && spec.allocateLoadBalancerNodePorts !== false);
  return {
    services: one,
    'services.loadbalancers': spec.type === 'LoadBalancer' ? one : 0n,
    'services.nodeports': hasNodePorts ? ports * one : 0n,
  };
}

function measureClaim({spec}: KubeObject): Usage {
  const storage = parseQuantity(spec.resources?.requests?.storage ?? '0') ?? 0n;
  const ofClass = spec.storageClassName
    ? {
        [`${spec.storageClassName}.storageclass.storage.k8s.io/requests.storage`]: storage,
        [`${spec.storageClassName}.storageclass.storage.k8s.io/persistentvolumeclaims`]: one,
      }
    : {};
  return {persistentvolumeclaims: one, 'requests.storage': storage, ...ofClass};
}

const countedByName = ['configmaps', 'secrets', 'replicationcontrollers', 'resourcequotas'];

/** What one object takes of its namespace's quotas. https://kubernetes.io/docs/concepts/policy/resource-quotas/ */
export function measureObject(resource: ResourceDefinition, object: KubeObject): Usage {
  const counted = {[`count/${resource.collection}`]: one};
  switch (resource.collection) {
    case 'pods':
      return {...counted, ...measurePod(object)};
    case 'services':
      return {...counted, ...measureService(object)};
    case 'persistentvolumeclaims':
      return {...counted, ...measureClaim(object)};
    default:
      return countedByName.includes(resource.collection) ? {...counted, [resource.collection]: one} : counted;
  }
}

/** What the objects of a resource take together of some quota names. */
export function measureNamespace(
  store: ObjectStore,
  resource: ResourceDefinition,
  namespace: string,
  names: readonly string[],
): Usage {
  const used: Record<string, bigint> = Object.fromEntries(names.map((name) => [name, 0n]));
  for (const object of store.list(resource.collection, namespace)) {
    const usage = measureObject(resource, object);
    for (const name of names) used[name] = used[name]! + (usage[name] ?? 0n);
  }
  return used;
}

/** An amount as messages show it: bytes in powers of two, all else in powers of ten. */
export function formatAmount(name: string, amount: bigint): string {
  if (amount === 0n) return '0';
  return /memory|storage/.test(name) && amount % one === 0n ? formatBinary(amount / one) : formatDecimal(amount);
}
