import {CloudFailure} from '../../model/cloud-failure.js';
import {createTurns} from '../../model/create-turns.js';
import type {Obstacle} from '../../model/finding.js';
import {readPodStatus} from '../../model/pod-status.js';
import type {KubeObject, KubeTarget} from '../../model/ports/kube.js';
import {type PodTrouble, selectPodTrouble} from '../../model/select-pod-trouble.js';
import {findInjectorStart} from './find-injector-start.js';
import {type GroupWords, listenToGroup} from './listen-to-pod-group.js';
import {platformProbe} from './platform-probe.js';
import type {ClusterProbe, ClusterProbeInputs} from './probe.js';
import {selectObstacle} from './select-obstacle.js';
import {selectPodOwner} from './select-pod-owner.js';
import {createSidecarTally, hasInjection, type SidecarFact} from './tally-sidecars.js';

/** Pods of one workload that do not serve for one reason. */
export interface PodGroup extends PodTrouble, GroupWords {
  readonly namespace: string;
  /** The workload that made them, or the pod itself where nothing did. */
  readonly owner: {readonly kind: string; readonly name: string};
  readonly count: number;
  /** Names of the first of them. */
  readonly pods: readonly string[];
  /** Nodes that the first of them are on; empty where they found none. */
  readonly nodes: readonly string[];
  /** Hosts that the pods' init containers wait for. */
  readonly awaits: readonly string[];
}

/** A container that does not run as it should, and whose log may say why. */
export interface FailingContainer {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly hasPrevious: boolean;
}

/** The pods of the platform: what is wrong, and counts of the rest. */
export interface PodsFact {
  readonly namespaces: ReadonlyArray<{readonly name: string; readonly pods: number; readonly ready: number}>;
  /** Pods that ended as they should. */
  readonly completed: number;
  readonly groups: readonly PodGroup[];
  /** Workloads with troubles beyond those of `groups`, which has an end. */
  readonly more: number;
  readonly failingContainers: readonly FailingContainer[];
  /** Sidecars in those of the namespaces that ask for them. */
  readonly sidecars: readonly SidecarFact[];
  /** Namespaces that could not be looked into. */
  readonly refused: ReadonlyArray<Obstacle & {readonly namespace: string}>;
}

/** Namespaces that are read at a time: each holds a page, which is megabytes. */
const mostScans = 3;
const mostGroups = 200;
const mostListened = 12;
const mostNames = 3;
const mostNodes = 20;

interface OpenGroup extends PodTrouble {
  namespace: string;
  owner: {readonly kind: string; readonly name: string};
  count: number;
  pods: string[];
  nodes: string[];
  awaits: readonly string[];
}

/** `nc -z HOST`, `pg_isready -h HOST`, `http://HOST`: how scripts name what they wait for. */
const awaitedHost = /(?:\bnc\s+(?:-\S+\s+)*|-h[ =]*|https?:\/\/)([a-z0-9][a-z0-9.-]*)/gi;

function listAwaitedHosts({spec}: KubeObject): readonly string[] {
  const {initContainers = []} = (spec ?? {}) as {
    readonly initContainers?: ReadonlyArray<{readonly command?: readonly string[]; readonly args?: readonly string[]}>;
  };
  const scripts = initContainers.map(({command = [], args = []}) => [...command, ...args].join(' '));
  return [...new Set(scripts.flatMap((script) => Array.from(script.matchAll(awaitedHost), ([, host]) => host ?? '')))];
}

interface Tally {
  pods: number;
  ready: number;
  completed: number;
}

function createTally(nowMs: number, namespace: string, groups: Map<string, OpenGroup>, tally: Tally) {
  return (pod: KubeObject): void => {
    const {phase, conditions} = readPodStatus(pod);
    tally.pods++;
    if (phase === 'Succeeded') tally.completed++;
    if (conditions?.some(({type, status}) => type === 'Ready' && status === 'True')) tally.ready++;
    const trouble = selectPodTrouble(pod, nowMs);
    if (trouble === undefined) return;
    const owner = selectPodOwner(pod);
    // The pods of a Job that was tried again are judged with the Job.
    const key = [namespace, owner.kind, owner.name, trouble.kind, trouble.container].join(' ');
    const node = (pod.spec as {readonly nodeName?: string} | undefined)?.nodeName;
    const group = groups.get(key) ?? {
      ...trouble,
      namespace,
      owner,
      count: 0,
      pods: [],
      nodes: [],
      awaits: listAwaitedHosts(pod),
    };
    group.count++;
    if (group.pods.length < mostNames) group.pods.push(pod.metadata.name);
    if (node !== undefined && group.nodes.length < mostNodes && !group.nodes.includes(node)) group.nodes.push(node);
    groups.set(key, group);
  };
}

/** Namespaces of the platform, and that of the cluster's own machinery; and those of them that ask for sidecars. */
async function selectNamespaces(inputs: ClusterProbeInputs, target: KubeTarget) {
  const [{namespaces}, existing] = await Promise.all([
    platformProbe.collect(inputs),
    inputs.ports.kube.list(target, {apiVersion: 'v1', kind: 'Namespace'}),
  ]);
  const injecting = existing.filter(({metadata}) => hasInjection(metadata.labels)).map(({metadata}) => metadata.name);
  return {names: [...new Set([...namespaces, 'kube-system'])], injecting: new Set(injecting)};
}

/** The one probe that reads pods: pages are looked at and dropped, so that ten thousand of them fit. */
export const podsProbe: ClusterProbe<PodsFact> = {
  id: 'pods',
  scope: 'cluster',
  async collect(inputs) {
    const {ports, cluster} = inputs;
    const target = await cluster();
    const {names, injecting} = await selectNamespaces(inputs, target);
    const injectorStartMs = injecting.size === 0 ? undefined : await findInjectorStart(ports.kube, target);
    const nowMs = ports.clock.now();
    const groups = new Map<string, OpenGroup>();
    const tallies = new Map<string, Tally>();
    const takeTurn = createTurns(mostScans);
    const refused: Array<Obstacle & {namespace: string}> = [];
    const sidecars: SidecarFact[] = [];
    await Promise.all(
      names.map(async (namespace) => {
        const tally: Tally = {pods: 0, ready: 0, completed: 0};
        try {
          const judge = createTally(nowMs, namespace, groups, tally);
          const ofMesh = injecting.has(namespace) ? createSidecarTally(namespace, injectorStartMs) : undefined;
          await takeTurn(() =>
            ports.kube.scan(target, {apiVersion: 'v1', kind: 'Pod', namespace}, (pod) => {
              judge(pod);
              ofMesh?.visit(pod);
            }),
          );
          tallies.set(namespace, tally);
          if (ofMesh !== undefined) sidecars.push(ofMesh.read());
        } catch (error) {
          if (!(error instanceof CloudFailure)) throw error;
          if (error.kind !== 'permission') throw error;
          refused.push({namespace, ...selectObstacle(error)});
        }
      }),
    );
    const all = [...groups.values()].sort((a, b) =>
      `${a.namespace} ${a.owner.name}` < `${b.namespace} ${b.owner.name}` ? -1 : 1,
    );
    const kept = all.slice(0, mostGroups);
    const heard = await Promise.all(
      kept.map(async (group, index) => ({
        ...group,
        ...(index < mostListened ? await listenToGroup(ports.kube, target, group) : {}),
      })),
    );
    return {
      namespaces: [...tallies].map(([name, {pods, ready}]) => ({name, pods, ready})),
      completed: [...tallies.values()].reduce((sum, {completed}) => sum + completed, 0),
      groups: heard,
      more: all.length - kept.length,
      failingContainers: kept.flatMap(({namespace, pods, container, hasPrevious = false, kind}) =>
        container === undefined || kind === 'image'
          ? []
          : pods.slice(0, 1).map((pod) => ({namespace, pod, container, hasPrevious})),
      ),
      sidecars: sidecars.sort((a, b) => (a.namespace < b.namespace ? -1 : 1)),
      refused,
    };
  },
};
