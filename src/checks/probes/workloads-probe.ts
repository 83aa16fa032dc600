import type {KubeObject, KubeTarget} from '../../model/ports/kube.js';
import type {Ports} from '../../model/ports/ports.js';
import {listForeignFields} from './list-foreign-fields.js';
import {listWarnings} from './list-warnings.js';
import {platformProbe} from './platform-probe.js';
import type {ClusterProbe} from './probe.js';

/** Somebody who changed fields of a workload that the installation keeps. */
export interface ForeignFields {
  readonly manager: string;
  /** Fields of the specification, such as `spec.replicas`. */
  readonly fields: readonly string[];
  readonly at?: string;
}

/** A Deployment, StatefulSet or DaemonSet as its controller describes it. */
export interface WorkloadFact {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly wanted: number;
  /** Pods that serve: available ones where the kind knows them. */
  readonly ready: number;
  /** Generations: of the specification, and the one that the controller last acted on. */
  readonly generation: number;
  readonly observedGeneration: number;
  /** Whether pods of the newest template are still missing, and its controller's time is not over. */
  readonly isUnderWay: boolean;
  /** The controller's words on a rollout that took too long. */
  readonly overdue?: string;
  /** The controller's words on pods that it could not make. */
  readonly failure?: string;
  readonly foreign: readonly ForeignFields[];
}

/** The platform's workloads, and which of the critical ones are missing. */
export interface WorkloadsFact {
  readonly workloads: readonly WorkloadFact[];
  /** Every critical workload, with the name it goes by; null where there is none. */
  readonly critical: ReadonlyArray<{
    readonly kind: string;
    readonly namespace: string;
    readonly namePrefix: string;
    readonly name: string | null;
  }>;
}

const kinds = ['Deployment', 'StatefulSet', 'DaemonSet'] as const;

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

interface Status {
  readonly observedGeneration?: number;
  readonly replicas?: number;
  readonly updatedReplicas?: number;
  readonly availableReplicas?: number;
  readonly readyReplicas?: number;
  readonly desiredNumberScheduled?: number;
  readonly currentNumberScheduled?: number;
  readonly numberAvailable?: number;
  readonly updatedNumberScheduled?: number;
  readonly conditions?: readonly Condition[];
}

/** Counts under the names that each kind has for them. https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/ */
function selectCounts(kind: string, replicas: number | undefined, status: Status) {
  if (kind === 'DaemonSet') {
    const wanted = status.desiredNumberScheduled ?? 0;
    return {
      wanted,
      ready: status.numberAvailable ?? 0,
      updated: status.updatedNumberScheduled ?? wanted,
      made: status.currentNumberScheduled ?? wanted,
    };
  }
  const wanted = replicas ?? 1;
  const ready = (kind === 'Deployment' ? status.availableReplicas : status.readyReplicas) ?? 0;
  return {wanted, ready, updated: status.updatedReplicas ?? 0, made: status.replicas ?? 0};
}

function toWorkload(object: KubeObject): WorkloadFact & {readonly made: number} {
  const {kind, metadata} = object;
  const status = (object.status ?? {}) as Status;
  const {replicas} = (object.spec ?? {}) as {readonly replicas?: number};
  const {wanted, ready, updated, made} = selectCounts(kind, replicas, status);
  const conditionOf = (type: string) => status.conditions?.find((condition) => condition.type === type);
  const progressing = conditionOf('Progressing');
  const overdue =
    progressing?.reason === 'ProgressDeadlineExceeded' ? (progressing.message ?? progressing.reason) : undefined;
  const refused = conditionOf('ReplicaFailure');
  const failure = refused?.status === 'True' ? (refused.message ?? refused.reason) : undefined;
  return {
    kind,
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    wanted,
    ready,
    made,
    generation: metadata.generation ?? 0,
    observedGeneration: status.observedGeneration ?? 0,
    isUnderWay: overdue === undefined && (updated < wanted || ready < wanted),
    ...(overdue === undefined ? {} : {overdue}),
    ...(failure === undefined ? {} : {failure}),
    foreign: listForeignFields(object),
  };
}

/** Controllers of sets say only in events why they could not make a pod. */
async function hearFailure(
  ports: Pick<Ports, 'kube'>,
  target: KubeTarget,
  {made, ...workload}: WorkloadFact & {readonly made: number},
): Promise<WorkloadFact> {
  if (workload.kind === 'Deployment' || workload.failure !== undefined || made >= workload.wanted) return workload;
  const warnings = await listWarnings(ports, target, workload);
  const failure = warnings.find(({reason}) => reason === 'FailedCreate')?.message;
  return failure === undefined ? workload : {...workload, failure};
}

/** The workload that goes by a prefix; one that another prefix names exactly is that one's: `cert-manager-webhook` is no `cert-manager`. */
function selectName(
  workloads: ReadonlyArray<{readonly name: string}>,
  prefix: string,
  critical: ReadonlyArray<{readonly namePrefix: string}>,
): string | null {
  const names = workloads.map(({name}) => name);
  if (names.includes(prefix)) return prefix;
  const isOthers = (name: string) => critical.some(({namePrefix}) => namePrefix !== prefix && namePrefix === name);
  return names.find((name) => name.startsWith(`${prefix}-`) && !isOthers(name)) ?? null;
}

/** The workloads of the platform's namespaces, side by side by kind. */
export const workloadsProbe: ClusterProbe<WorkloadsFact> = {
  id: 'workloads',
  scope: 'cluster',
  async collect(inputs) {
    const {ports, cluster} = inputs;
    const [target, platform] = await Promise.all([cluster(), platformProbe.collect(inputs)]);
    const own = new Set([...platform.namespaces, 'kube-system']);
    const found: Array<WorkloadFact & {made: number}> = [];
    await Promise.all(
      kinds.map((kind) =>
        ports.kube.scan(target, {apiVersion: 'apps/v1', kind}, (object) => {
          if (own.has(object.metadata.namespace ?? '')) found.push(toWorkload(object));
        }),
      ),
    );
    const workloads = await Promise.all(found.map((workload) => hearFailure(ports, target, workload)));
    const critical = platform.criticalWorkloads
      .filter(({kind}) => kind !== 'Job')
      .map(({kind, namespace, namePrefix}) => ({
        kind,
        namespace,
        namePrefix,
        name: selectName(
          workloads.filter((workload) => workload.kind === kind && workload.namespace === namespace),
          namePrefix,
          platform.criticalWorkloads,
        ),
      }));
    const order = (a: WorkloadFact, b: WorkloadFact) =>
      `${a.namespace} ${a.name}` < `${b.namespace} ${b.name}` ? -1 : 1;
    return {workloads: workloads.sort(order), critical};
  },
};
