import type {KubeObject} from '../core/kube-object.js';
import {rollingBounds} from './deployment-status.js';

/** How many replicas a set should have next. */
export interface Scaling {
  readonly set: KubeObject;
  readonly replicas: number;
}

const wanted = (sets: readonly KubeObject[]): number => sets.reduce((total, set) => total + set.spec.replicas, 0);
const available = (sets: readonly KubeObject[]): number =>
  sets.reduce((total, set) => total + (set.status?.availableReplicas ?? 0), 0);

/** The next scalings of a rolling update: new replicas up to the surge, old ones down as availability allows. */
export function planRollingUpdate(
  deployment: KubeObject,
  newSet: KubeObject,
  oldSets: readonly KubeObject[],
): Scaling[] {
  const {replicas} = deployment.spec;
  const {maxSurge, maxUnavailable} = rollingBounds(deployment);
  const all = [newSet, ...oldSets];
  const grown =
    newSet.spec.replicas > replicas
      ? replicas
      : Math.min(replicas, newSet.spec.replicas + Math.max(0, replicas + maxSurge - wanted(all)));
  const plan: Scaling[] = grown === newSet.spec.replicas ? [] : [{set: newSet, replicas: grown}];
  if (plan.length > 0 || wanted(oldSets) === 0) return plan;

  const minAvailable = replicas - maxUnavailable;
  const newUnavailable = newSet.spec.replicas - (newSet.status?.availableReplicas ?? 0);
  let room = wanted(all) - minAvailable - newUnavailable;
  const left = new Map(oldSets.map((set) => [set, set.spec.replicas as number]));
  const eldestFirst = [...oldSets].sort((a, b) =>
    a.metadata.creationTimestamp.localeCompare(b.metadata.creationTimestamp),
  );
  // Replicas that do not serve anyway go first.
  for (const set of eldestFirst) {
    const gone = Math.min(
      Math.max(room, 0),
      left.get(set)! - Math.min(left.get(set)!, set.status?.availableReplicas ?? 0),
    );
    left.set(set, left.get(set)! - gone);
    room -= gone;
  }
  let spare = Math.min(room, available(all) - minAvailable);
  for (const set of eldestFirst) {
    const gone = Math.min(Math.max(spare, 0), left.get(set)!);
    left.set(set, left.get(set)! - gone);
    spare -= gone;
  }
  return [...left]
    .filter(([set, replicas]) => set.spec.replicas !== replicas)
    .map(([set, replicas]) => ({set, replicas}));
}

/** The scalings of a Recreate deployment: everything old away, then the new. */
export function planRecreate(
  deployment: KubeObject,
  newSet: KubeObject | undefined,
  oldSets: readonly KubeObject[],
): Scaling[] {
  const down = oldSets.filter((set) => set.spec.replicas > 0).map((set) => ({set, replicas: 0}));
  if (down.length > 0 || !newSet) return down;
  return newSet.spec.replicas === deployment.spec.replicas ? [] : [{set: newSet, replicas: deployment.spec.replicas}];
}

/** What a changed `spec.replicas` means for the sets that stand, in proportion to their size. */
export function planScaling(
  deployment: KubeObject,
  newSet: KubeObject | undefined,
  oldSets: readonly KubeObject[],
): Scaling[] {
  const sets = [...(newSet ? [newSet] : []), ...oldSets];
  const active = sets.filter((set) => set.spec.replicas > 0);
  const {replicas} = deployment.spec;
  if (active.length <= 1) {
    const set = active[0] ?? newSet;
    return set && set.spec.replicas !== replicas ? [{set, replicas}] : [];
  }
  const target = replicas + rollingBounds(deployment).maxSurge;
  let rest = target - wanted(active);
  const total = wanted(active);
  const plan: Scaling[] = [];
  for (const set of [...active].sort((a, b) => b.spec.replicas - a.spec.replicas)) {
    const share = Math.round((set.spec.replicas * target) / total) - set.spec.replicas;
    const step = rest > 0 ? Math.min(Math.max(share, 0), rest) : Math.max(Math.min(share, 0), rest);
    rest -= step;
    if (step !== 0) plan.push({set, replicas: set.spec.replicas + step});
  }
  return plan;
}
