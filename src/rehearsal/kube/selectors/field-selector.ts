import {badRequest} from '../http/status-error.js';
import type {KubeObject} from '../object/kube-object.js';
import {valueAt} from '../object/plain-values.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';

/** One term of a field selector. */
export interface FieldTerm {
  readonly field: string;
  readonly value: string;
  readonly isNegated: boolean;
}

/** Fields beside name and namespace that a resource may be selected by. https://kubernetes.io/docs/concepts/overview/working-with-objects/field-selectors/ */
const selectableFields: Readonly<Record<string, readonly string[]>> = {
  pods: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.nominatedNodeName',
  ],
  events: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  'events.events.k8s.io': [
    'regarding.kind',
    'regarding.namespace',
    'regarding.name',
    'regarding.uid',
    'regarding.apiVersion',
    'regarding.resourceVersion',
    'regarding.fieldPath',
    'reason',
    'reportingController',
    'type',
  ],
  namespaces: ['status.phase'],
  nodes: ['spec.unschedulable'],
  secrets: ['type'],
  services: ['spec.clusterIP', 'spec.type'],
  replicasets: ['status.replicas'],
  'replicasets.apps': ['status.replicas'],
  replicationcontrollers: ['status.replicas'],
  'jobs.batch': ['status.successful'],
  'certificatesigningrequests.certificates.k8s.io': ['spec.signerName'],
};

/** Which of a resource's fields may be selected by, in the order in which messages list them. */
function selectSelectableFields({group, plural, isNamespaced}: ResourceDefinition): readonly string[] {
  const own = selectableFields[group === '' ? plural : `${plural}.${group}`] ?? [];
  return isNamespaced ? ['metadata.name', 'metadata.namespace', ...own] : ['metadata.name', ...own];
}

/** Parses `fieldSelector` and refuses fields the resource cannot be selected by. */
export function readFieldSelector(text: string, resource: ResourceDefinition): readonly FieldTerm[] {
  if (text === '') return [];
  const known = selectSelectableFields(resource);
  return text
    .split(/(?<!\\),/)
    .filter((term) => term !== '')
    .map((term) => {
      const match = term.match(/^(.*?)(!=|==|=)(.*)$/);
      if (!match) throw badRequest(`invalid selector: '${text}'; can't understand '${term}'`);
      const field = match[1]!;
      if (!known.includes(field)) {
        throw badRequest(
          resource.custom || known.length <= 2
            ? `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`
            : `field label not supported: ${field}`,
        );
      }
      return {field, value: match[3]!.replace(/\\(.)/g, '$1'), isNegated: match[2] === '!='};
    });
}

function readSelectedField(object: KubeObject, field: string): string {
  if (field === 'source') return object.source?.component ?? object.reportingComponent ?? '';
  if (field === 'status.successful') return String(object.status?.succeeded ?? 0);
  if (field === 'status.replicas') return String(object.status?.replicas ?? 0);
  const value = valueAt(object, field.split('.'));
  if (value === undefined || value === null)
    return field === 'spec.unschedulable' || field === 'spec.hostNetwork' ? 'false' : '';
  return String(value);
}

/** Whether an object, in the version it is served in, meets every term. */
export function isFieldMatch(terms: readonly FieldTerm[], object: KubeObject): boolean {
  return terms.every(({field, value, isNegated}) => (readSelectedField(object, field) === value) !== isNegated);
}
