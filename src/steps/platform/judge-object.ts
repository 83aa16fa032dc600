import {isEqual} from '../../model/is-equal.js';
import type {KubeObject, KubeTarget} from '../../model/ports/kube.js';
import type {Ports} from '../../model/ports/ports.js';
import {isAsApplied} from './is-as-applied.js';
import {selectRolloutProblem} from './select-rollout-problem.js';

/** How an object of a release stands in a cluster. */
export interface Judgement {
  readonly state: 'missing' | 'differing' | 'present';
  /** Why it is not ready yet. */
  readonly problem?: string | undefined;
}

/** What each object was when it was applied, by its name. */
export type AppliedVersions = Map<string, string | number>;

/**
 * What of an object changes only with what somebody wants of it: its generation, and where a kind counts none, its
 * version. https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-versions
 */
export function selectAppliedVersion({metadata}: KubeObject): string | number {
  return metadata.generation ?? String(metadata.resourceVersion);
}

export const formatObjectName = ({kind, metadata: {namespace, name}}: KubeObject) =>
  `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;

/** What an apply would leave unchanged is the same apart from the server's own bookkeeping. */
function selectComparable(object: KubeObject): unknown {
  const {managedFields, resourceVersion, generation, ...metadata} = object.metadata;
  return {...object, metadata, status: undefined};
}

/**
 * Looks at an object, and asks by a dry run whether applying it would change it. What was applied a moment ago and has
 * not changed since needs no such question, nor does what can be seen to stand as it was applied.
 */
export async function judgeObject(
  ports: Pick<Ports, 'kube'>,
  target: KubeTarget,
  object: KubeObject,
  applied: AppliedVersions,
): Promise<Judgement> {
  const {apiVersion, kind, metadata} = object;
  const namespace = metadata.namespace ?? 'default';
  const standing = await ports.kube.get(target, {apiVersion, kind, name: metadata.name, namespace});
  if (standing === undefined) return {state: 'missing'};
  const problem = selectRolloutProblem(standing);
  const isUntouched = applied.get(formatObjectName(object)) === selectAppliedVersion(standing);
  if (isUntouched || isAsApplied(object, standing)) return {state: 'present', problem};
  const wanted = await ports.kube.apply(target, object, {isDryRun: true, force: true});
  return isEqual(selectComparable(wanted), selectComparable(standing))
    ? {state: 'present', problem}
    : {state: 'differing'};
}
