import type {KubeObject} from '../core/kube-object.js';

/** A pod's toleration. */
export interface Toleration {
  readonly key?: string;
  readonly operator?: string;
  readonly value?: string;
  readonly effect?: string;
}

/** A node's taint. */
export interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
}

/** Whether a toleration bears a taint. */
export function tolerates(toleration: Toleration, taint: Taint): boolean {
  if (toleration.effect && toleration.effect !== taint.effect) return false;
  if (toleration.key && toleration.key !== taint.key) return false;
  return (
    toleration.operator === 'Exists' ||
    (toleration.key !== undefined && (toleration.value ?? '') === (taint.value ?? ''))
  );
}

/** The first taint of those effects that no toleration bears. */
export function findUntoleratedTaint(
  node: KubeObject,
  tolerations: readonly Toleration[],
  effects: readonly string[],
): Taint | undefined {
  const taints: Taint[] = node.spec?.taints ?? [];
  return taints.find(
    (taint) => effects.includes(taint.effect) && !tolerations.some((toleration) => tolerates(toleration, taint)),
  );
}
