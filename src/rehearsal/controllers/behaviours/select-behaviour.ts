import type {KubeObject} from '../core/kube-object.js';
import {hasLabels} from '../core/label-selector.js';
import type {
  BehaviourOverride,
  FaultSelector,
  WorkloadBehaviour,
  WorkloadBehaviours,
  WorkloadFault,
} from './workload-behaviours.js';

/** The part of a container spec that decides how it behaves. */
export interface ContainerIdentity {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
}

/** How a container whose image nobody knows behaves: it runs, and ends well if it is a task. */
const unknownBehaviour: WorkloadBehaviour = {id: 'unknown', startMs: [2_000, 12_000], runsMs: [5_000, 40_000]};

/** An image reference without its tag and digest. */
export function imageRepository(image: string): string {
  return image.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
}

/** The behaviour of a container: the first row of the table that fits. */
export function selectBehaviour(
  {table}: WorkloadBehaviours,
  pod: KubeObject,
  container: ContainerIdentity,
  isTask: boolean,
): WorkloadBehaviour {
  const repository = imageRepository(container.image);
  return (
    table.find((row) => fits(row, pod, repository, isTask, (container.command ?? []).join(' '))) ?? unknownBehaviour
  );
}

function fits(row: WorkloadBehaviour, pod: KubeObject, repository: string, isTask: boolean, command: string): boolean {
  if (row.commands && !row.commands.some((pattern) => compile(pattern).test(command))) return false;
  if (row.isTask !== undefined && row.isTask !== isTask) return false;
  if (row.labels && !hasLabels(pod.metadata.labels, row.labels)) return false;
  if (row.names && !row.names.some((pattern) => compile(pattern).test(pod.metadata.name))) return false;
  return !row.images || row.images.some((pattern) => compile(pattern).test(repository));
}

/** The first fault of that kind that befalls the container now. */
export function selectFault(
  behaviours: WorkloadBehaviours,
  pod: KubeObject,
  container: ContainerIdentity,
  kinds?: readonly WorkloadFault['kind'][],
): WorkloadFault | undefined {
  return behaviours
    .overrides()
    .find((override) => befalls(override, pod, container) && (!kinds || kinds.includes(override.fault.kind)))?.fault;
}

function befalls({selector}: BehaviourOverride, pod: KubeObject, container: ContainerIdentity): boolean {
  const matches = (pattern: string | undefined, text: string | undefined) =>
    pattern === undefined || compile(pattern).test(text ?? '');
  const {namespace, labels}: FaultSelector = selector;
  return (
    (namespace === undefined || namespace === pod.metadata.namespace) &&
    (!labels || hasLabels(pod.metadata.labels, labels)) &&
    matches(selector.pod, pod.metadata.name) &&
    matches(selector.container, container.name) &&
    matches(selector.image, container.image) &&
    matches(selector.node, pod.spec.nodeName)
  );
}

const compiled = new Map<string, RegExp>();

/** The patterns of the table and of faults are few and looked at for every change of every pod. */
function compile(pattern: string): RegExp {
  const known = compiled.get(pattern) ?? new RegExp(pattern);
  compiled.set(pattern, known);
  return known;
}
