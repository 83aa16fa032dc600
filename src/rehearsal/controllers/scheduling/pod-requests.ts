import type {KubeObject} from '../core/kube-object.js';
import {parseQuantity} from '../core/quantity.js';

/** What a pod takes of its node, by resource name, in base units; `pods` counts itself. */
export type ResourceAmounts = Readonly<Record<string, number>>;

interface Requesting {
  readonly resources?: {
    readonly requests?: Readonly<Record<string, string>>;
    readonly limits?: Readonly<Record<string, string>>;
  };
}

/** The requests of a pod: its containers together, or its largest init container, and its overhead. */
export function requestsOf(pod: KubeObject): ResourceAmounts {
  const known = requested.get(pod.spec);
  if (known) return known;
  const amounts = sumRequests(pod);
  requested.set(pod.spec, amounts);
  return amounts;
}

/** Requests by pod spec: a spec does not change while its object lives. */
const requested = new WeakMap<object, ResourceAmounts>();

function sumRequests(pod: KubeObject): ResourceAmounts {
  const {
    containers = [],
    initContainers = [],
    overhead = {},
  } = pod.spec as {containers?: Requesting[]; initContainers?: Requesting[]; overhead?: Record<string, string>};
  const total: Record<string, number> = {};
  for (const container of containers)
    for (const [name, value] of Object.entries(amountsOf(container))) total[name] = (total[name] ?? 0) + value;
  for (const container of initContainers)
    for (const [name, value] of Object.entries(amountsOf(container))) total[name] = Math.max(total[name] ?? 0, value);
  for (const [name, value] of Object.entries(overhead)) total[name] = (total[name] ?? 0) + parseQuantity(value);
  return {...total, pods: 1};
}

function amountsOf({resources}: Requesting): Record<string, number> {
  return Object.fromEntries(
    Object.entries(resources?.requests ?? {}).map(([name, value]) => [name, parseQuantity(value)]),
  );
}

/** Parsed quantities, by the object they stand in: nodes are looked at far more often than they change. */
const parsed = new WeakMap<object, Readonly<Record<string, number>>>();

function parseAll(quantities: Readonly<Record<string, string>>): Readonly<Record<string, number>> {
  const known = parsed.get(quantities);
  if (known) return known;
  const amounts = Object.fromEntries(Object.entries(quantities).map(([name, text]) => [name, parseQuantity(text)]));
  parsed.set(quantities, amounts);
  return amounts;
}

/** `Insufficient cpu` and the like, for what does not fit into the rest of a node. */
export function findInsufficient(
  wanted: ResourceAmounts,
  allocatable: Readonly<Record<string, string>>,
  used: ResourceAmounts,
): string[] {
  return Object.entries(wanted)
    .filter(([name, amount]) => amount > 0 && (used[name] ?? 0) + amount > (parseAll(allocatable)[name] ?? 0) + 1e-9)
    .map(([name]) => (name === 'pods' ? 'Too many pods' : `Insufficient ${name}`));
}
