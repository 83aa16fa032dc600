import type {KubeObject} from '../../model/ports/kube.js';
import type {Restart} from '../../model/release-difference.js';
import type {FieldChange} from '../../model/step.js';
import {sumRequests} from '../needs/sum-requests.js';

interface Spec {
  readonly replicas?: number;
  readonly strategy?: {
    readonly type?: string;
    readonly rollingUpdate?: {readonly maxUnavailable?: number | string; readonly maxSurge?: number | string};
  };
  readonly template?: {readonly spec?: Readonly<Record<string, unknown>>};
  readonly updateStrategy?: {readonly type?: string};
}

/** How many pods a rolling update may take away at once: a share is rounded down. */
function countUnavailable(value: number | string | undefined, replicas: number): number {
  if (typeof value === 'number') return value;
  return Math.floor((Number.parseFloat(value ?? '25%') / 100) * replicas);
}

/** How many pods a rolling update may add at once: a share is rounded up. Only Deployments add any by themselves. */
function countSurge({kind}: KubeObject, {strategy, replicas = 1}: Spec): number {
  if (kind !== 'Deployment' || strategy?.type === 'Recreate') return 0;
  const value = strategy?.rollingUpdate?.maxSurge ?? '25%';
  const pods = typeof value === 'number' ? value : Math.ceil((Number.parseFloat(value) / 100) * replicas);
  return Math.min(replicas, pods);
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
  const pods = countSurge(object, spec);
  const template = spec.template?.spec ?? {};
  const asked = {cpus: sumRequests(template, 'cpu'), memoryBytes: sumRequests(template, 'memory')};
  return {
    object: name,
    replicas,
    hasGap: isAlone && replicas > 0,
    ...(pods === 0 ? {} : {twice: {pods, ...asked}}),
    why: change.path,
  };
}
