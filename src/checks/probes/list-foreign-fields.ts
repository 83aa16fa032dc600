import type {KubeObject} from '../../model/ports/kube.js';
import type {ForeignFields} from './workloads-probe.js';

interface ManagedFields {
  readonly manager?: string;
  readonly operation?: string;
  readonly subresource?: string;
  readonly time?: string;
  readonly fieldsV1?: Readonly<Record<string, unknown>>;
}

/** Whose objects are judged: what others installed is theirs to change. */
const installers = /^(helm|shakinstall)$/;

/** Those who are meant to write a workload: Helm, this installer, and Kubernetes' own controllers. */
const meant =
  /^(helm|Go-http-client|shakinstall|kube-controller-manager|vpa-(recommender|updater|admission-controller)|cluster-autoscaler)$/;

/** Names of the fields below one, as `spec.replicas`; what starts with another letter than `f` are keys of list elements. */
function listFields(tree: Readonly<Record<string, unknown>>, path: string, depth: number): readonly string[] {
  return Object.entries(tree).flatMap(([key, below]) => {
    if (!key.startsWith('f:')) return key === '.' ? [] : [path];
    const place = path === '' ? key.slice(2) : `${path}.${key.slice(2)}`;
    const children = (below ?? {}) as Readonly<Record<string, unknown>>;
    return depth === 0 || Object.keys(children).length === 0 ? [place] : listFields(children, place, depth - 1);
  });
}

/** What `kubectl rollout restart` writes, which changes nothing of what was installed. */
const isRestart = (field: string) => field.startsWith('spec.template.metadata.annotations');

/**
 * Fields of a workload's specification that somebody else than its installer owns. Autoscalers write through the
 * scale subresource and are meant to. https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management
 */
export function listForeignFields({metadata}: KubeObject): readonly ForeignFields[] {
  const managed = (metadata.managedFields ?? []) as readonly ManagedFields[];
  if (!managed.some(({manager = ''}) => installers.test(manager))) return [];
  return managed.flatMap(({manager = '', subresource, time, fieldsV1 = {}}) => {
    if (meant.test(manager) || subresource !== undefined) return [];
    const spec = fieldsV1['f:spec'];
    if (typeof spec !== 'object' || spec === null) return [];
    const fields = [...new Set(listFields({'f:spec': spec}, '', 5))].filter((field) => !isRestart(field));
    return fields.length === 0
      ? []
      : [{manager, fields: fields.slice(0, 8), ...(time === undefined ? {} : {at: time})}];
  });
}
