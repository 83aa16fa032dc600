import {type FieldError, invalidValue, requiredValue, unsupportedValue} from '../http/field-error.js';
import type {KubeObject, Open} from '../object/kube-object.js';
import {isRecord} from '../object/plain-values.js';

const dnsLabel = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const approval = 'api-approved.kubernetes.io';

/** Where a schema is not structural. https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema */
function validateStructure(schema: Open, path: string, isRoot = false): FieldError[] {
  const errors: FieldError[] = [];
  if (!isRecord(schema)) return errors;
  const preserves = schema['x-kubernetes-preserve-unknown-fields'] === true;
  if (!schema.type && !preserves && !schema['x-kubernetes-int-or-string'])
    errors.push(
      requiredValue(
        `${path}.type`,
        `must not be empty for specified ${isRoot ? 'root' : path.endsWith('items') ? 'array items' : 'object fields'}`,
      ),
    );
  if (isRoot && schema.type && schema.type !== 'object')
    errors.push(invalidValue(`${path}.type`, schema.type, 'must be object at the root'));
  if (schema.type === 'array' && !schema.items) errors.push(requiredValue(`${path}.items`, 'must be specified'));
  if (isRecord(schema.additionalProperties) && schema.properties)
    errors.push({
      reason: 'FieldValueForbidden',
      field: `${path}.additionalProperties`,
      message: 'Forbidden: additionalProperties and properties are mutual exclusive',
    });
  if (schema['x-kubernetes-list-type'] === 'map' && !schema['x-kubernetes-list-map-keys']?.length)
    errors.push(
      requiredValue(`${path}.x-kubernetes-list-map-keys`, 'must not be empty if x-kubernetes-list-type is map'),
    );
  for (const [name, property] of Object.entries<Open>(schema.properties ?? {})) {
    if (isRoot && ['apiVersion', 'kind', 'metadata'].includes(name)) continue;
    errors.push(...validateStructure(property, `${path}.properties[${name}]`));
  }
  if (schema.items) errors.push(...validateStructure(schema.items, `${path}.items`));
  if (isRecord(schema.additionalProperties))
    errors.push(...validateStructure(schema.additionalProperties, `${path}.additionalProperties`));
  return errors;
}

function validateVersions(versions: readonly Open[]): FieldError[] {
  const errors: FieldError[] = [];
  if (versions.length === 0) errors.push(requiredValue('spec.versions', 'must have at least one version'));
  const storage = versions.filter((version) => version.storage).length;
  if (versions.length > 0 && storage !== 1)
    errors.push(
      invalidValue(
        'spec.versions',
        versions.map(({name}) => name),
        'must have exactly one version marked as storage version',
      ),
    );
  for (const [index, {name, schema}] of versions.entries()) {
    const path = `spec.versions[${index}]`;
    if (!dnsLabel.test(name ?? ''))
      errors.push(
        invalidValue(
          `${path}.name`,
          name ?? '',
          "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')",
        ),
      );
    if (!schema?.openAPIV3Schema) errors.push(requiredValue(`${path}.schema.openAPIV3Schema`, 'schemas are required'));
    else errors.push(...validateStructure(schema.openAPIV3Schema, `${path}.schema.openAPIV3Schema`, true));
  }
  return errors;
}

/** What is wrong with a CustomResourceDefinition. */
export function validateDefinition({metadata, spec}: KubeObject): FieldError[] {
  const {group = '', names = {}, scope, versions = []} = spec ?? {};
  const errors: FieldError[] = [];
  if (metadata.name !== `${names.plural}.${group}`)
    errors.push(invalidValue('metadata.name', metadata.name, 'must be spec.names.plural+"."+spec.group'));
  if (group === '') errors.push(requiredValue('spec.group'));
  else if (!group.includes('.'))
    errors.push(invalidValue('spec.group', group, 'should be a domain with at least one dot'));
  if (/(^|\.)(k8s|kubernetes)\.io$/.test(group) && !metadata.annotations?.[approval]) {
    errors.push(
      requiredValue(
        `metadata.annotations[${approval}]`,
        `protected groups must have approval annotation "${approval}", see https://github.com/kubernetes/enhancements/pull/1111`,
      ),
    );
  }
  if (!scope) errors.push(requiredValue('spec.scope'));
  else if (!['Cluster', 'Namespaced'].includes(scope))
    errors.push(unsupportedValue('spec.scope', scope, ['Cluster', 'Namespaced']));
  for (const name of ['plural', 'singular', 'kind', 'listKind'])
    if (!names[name]) errors.push(requiredValue(`spec.names.${name}`));
  if (names.kind && names.kind === names.listKind)
    errors.push(invalidValue('spec.names.listKind', names.listKind, 'kind and listKind may not be the same'));
  return [...errors, ...validateVersions(versions)];
}
