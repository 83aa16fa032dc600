import type {InformerSet} from '../core/informer-set.js';
import {kubeResources} from '../core/kube-resource.js';
import {hasLabels} from '../core/label-selector.js';
import {isReadyPod} from '../workloads/pod-facts.js';

/** The part of a container that says for whom it waits. */
export interface WaitingContainer {
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: ReadonlyArray<{
    readonly name?: string;
    readonly value?: string;
    readonly valueFrom?: {readonly configMapKeyRef?: {readonly name: string; readonly key?: string}};
  }>;
}

/** Ways in which shell scripts name the host of a loop that waits: `nc -z HOST PORT`, `pg_isready -h HOST`, a URL. */
const hostPatterns = [
  /\bnc\s+(?:-\w+\s+)*(\S+)\s+\S+/g,
  /\b(?:pg_isready|redis-cli|mysqladmin)\b[^;&|]*?-h\s*(\S+)/g,
  /\bhttps?:\/\/([^/:\s'"]+)/g,
];

/** The hosts that a container's script waits for in a loop; none where it has no such loop. */
export function findAwaitedHosts({command = [], args = []}: WaitingContainer): string[] {
  const script = [...command, ...args].join(' ');
  if (!/\b(until|while)\b/.test(script)) return [];
  return hostPatterns.flatMap((pattern) =>
    Array.from(script.matchAll(pattern), ([, host]) => host!.replace(/["']/g, '')),
  );
}

/** Whether every Service of the cluster that the container waits for has a ready pod. Hosts outside of the cluster are there. */
export function areAwaitedServicesReady(
  informers: InformerSet,
  namespace: string,
  container: WaitingContainer,
): boolean {
  return findAwaitedHosts(container)
    .map((host) => expand(informers, namespace, container, host))
    .every((host) => isServed(informers, namespace, host));
}

/** Replaces `$NAME` and `${NAME}` by what the container's environment says. */
function expand(informers: InformerSet, namespace: string, {env = []}: WaitingContainer, host: string): string {
  return host.replace(/\$\{?(\w+)\}?/g, (whole, name: string) => {
    const entry = env.find((candidate) => candidate.name === name);
    const source = entry?.valueFrom?.configMapKeyRef;
    const data = source && informers.of(kubeResources.configMaps).get(namespace, source.name)?.data;
    return entry?.value ?? (source?.key === undefined ? undefined : data?.[source.key]) ?? whole;
  });
}

function isServed(informers: InformerSet, ownNamespace: string, host: string): boolean {
  const [name = '', namespace = ownNamespace, ...rest] = host.split('.');
  const service = informers.of(kubeResources.services).get(namespace, name);
  const isInside = rest[0] === 'svc' || !host.includes('.');
  if (!service) return !isInside || /[^a-z0-9.-]/.test(host);
  const {selector} = service.spec;
  if (!selector) return true;
  return informers
    .of(kubeResources.pods)
    .inNamespace(namespace)
    .some((pod) => isReadyPod(pod) && hasLabels(pod.metadata.labels, selector));
}
