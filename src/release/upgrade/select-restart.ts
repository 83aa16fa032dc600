import type {KubeObject} from '../../model/ports/kube.js';
import type {Restart} from '../../model/release-difference.js';
import type {FieldChange} from '../../model/step.js';

interface Spec {
  readonly replicas?: number;
  readonly strategy?: {readonly type?: string; readonly rollingUpdate?: {readonly maxUnavailable?: number | string}};
  readonly updateStrategy?: {readonly type?: string};
}

/** How many pods a rolling update may take away at once: a share is rounded down. */
function countUnavailable(value: number | string | undefined, replicas: number): number {
  if (typeof value === 'number') return value;
  return Math.floor((Number.parseFloat(value ?? '25%') / 100) * replicas);
}

/**
 * Whether a workload's pods are made anew by a change of its fields, and whether nobody serves meanwhile.
 * https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy
 */
export function selectRestart(name: string, object: KubeObject, fields: readonly FieldChange[]): Restart | undefined {
  if (!['Deployment', 'StatefulSet', 'DaemonSet'].includes(object.kind)) return undefined;
  const change = fields.find(({path}) => path.startsWith('spec.template.'));
  if (change === undefined) return undefined;
  const spec = (object.spec ?? {}) as Spec;
  const replicas = spec.replicas ?? 1;
  if (spec.updateStrategy?.type === 'OnDelete') return undefined;
  const isAlone =
    object.kind === 'StatefulSet'
      ? replicas === 1
      : object.kind === 'Deployment' &&
        (spec.strategy?.type === 'Recreate' ||
          countUnavailable(spec.strategy?.rollingUpdate?.maxUnavailable, replicas) >= replicas);
  return {object: name, replicas, hasGap: isAlone && replicas > 0, why: change.path};
}
