import {type FieldError, forbiddenField, invalidValue, requiredValue} from '../http/field-error.js';
import type {KubeObject, Open} from '../object/kube-object.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';
import {
  isDnsLabel,
  isDnsSubdomain,
  isLabelValue,
  isQualifiedName,
  isRfc1035Label,
  labelMessage,
  labelValueMessage,
  qualifiedNameMessage,
  rfc1035Message,
  subdomainMessage,
} from './names.js';

/** Kinds whose names are a single DNS label. */
const labelNamed = new Set(['namespaces']);
/** Kinds whose names must also start with a letter. */
const rfc1035Named = new Set(['services']);
/** Kinds whose names only must be usable in a path: RBAC's, and those of review objects. */
const pathNamed = (resource: ResourceDefinition) =>
  resource.group === 'rbac.authorization.k8s.io' || ['certificatesigningrequests'].includes(resource.plural);

function validateName(resource: ResourceDefinition, name: string, field: string, isPrefix: boolean): FieldError[] {
  const checked = isPrefix ? name.replace(/-$/, 'a') : name;
  if (pathNamed(resource)) {
    if (name === '.' || name === '..') return [invalidValue(field, name, `may not be '${name}'`)];
    return ['/', '%']
      .filter((character) => name.includes(character))
      .map((character) => invalidValue(field, name, `may not contain '${character}'`));
  }
  if (rfc1035Named.has(resource.collection))
    return isRfc1035Label(checked)
      ? []
      : [invalidValue(field, name, checked.length > 63 ? 'must be no more than 63 characters' : rfc1035Message)];
  if (labelNamed.has(resource.collection))
    return isDnsLabel(checked)
      ? []
      : [invalidValue(field, name, checked.length > 63 ? 'must be no more than 63 characters' : labelMessage)];
  return isDnsSubdomain(checked)
    ? []
    : [invalidValue(field, name, checked.length > 253 ? 'must be no more than 253 characters' : subdomainMessage)];
}

/** Labels by their rules; `field` is where they stand. */
export function validateLabels(labels: Readonly<Record<string, string>> | undefined, field: string): FieldError[] {
  return Object.entries(labels ?? {}).flatMap(([key, value]) => [
    ...(isQualifiedName(key) ? [] : [invalidValue(field, key, qualifiedNameMessage(key))]),
    ...(isLabelValue(value)
      ? []
      : [invalidValue(field, value, value.length > 63 ? 'must be no more than 63 characters' : labelValueMessage)]),
  ]);
}

const annotationsLimit = 256 * 1024;

function validateAnnotations(annotations: Readonly<Record<string, string>> | undefined): FieldError[] {
  const entries = Object.entries(annotations ?? {});
  const errors = entries.flatMap(([key]) =>
    isQualifiedName(key.toLowerCase())
      ? []
      : [invalidValue('metadata.annotations', key, qualifiedNameMessage(key.toLowerCase()))],
  );
  const size = entries.reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0);
  if (size > annotationsLimit)
    errors.push({
      reason: 'FieldValueTooLong',
      field: 'metadata.annotations',
      message: `Too long: must have at most ${annotationsLimit} bytes`,
    });
  return errors;
}

function validateOwners(owners: readonly Open[]): FieldError[] {
  const errors = owners.flatMap(({apiVersion, kind, name, uid}, index) => {
    const path = `metadata.ownerReferences[${index}]`;
    return [
      ...(apiVersion ? [] : [invalidValue(`${path}.apiVersion`, '', 'version must not be empty')]),
      ...(kind ? [] : [invalidValue(`${path}.kind`, '', 'kind must not be empty')]),
      ...(name ? [] : [invalidValue(`${path}.name`, '', 'name must not be empty')]),
      ...(uid ? [] : [invalidValue(`${path}.uid`, '', 'uid must not be empty')]),
    ];
  });
  const controllers = owners.filter(({controller}) => controller);
  if (controllers.length > 1) {
    const [first, second] = controllers;
    errors.push(
      invalidValue(
        'metadata.ownerReferences',
        owners,
        `Only one reference can have Controller set to true. Found "true" in references for ${first.name} and ${second.name}`,
      ),
    );
  }
  return errors;
}

function validateFinalizers(finalizers: readonly string[]): FieldError[] {
  const errors = finalizers.flatMap((name) =>
    isQualifiedName(name) ? [] : [invalidValue('metadata.finalizers', name, qualifiedNameMessage(name))],
  );
  if (finalizers.includes('orphan') && finalizers.includes('foregroundDeletion'))
    errors.push(
      invalidValue('metadata.finalizers', finalizers, 'finalizer orphan and foregroundDeletion cannot be both set'),
    );
  return errors;
}

/** What is wrong with an object's metadata. https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
export function validateMetadata(resource: ResourceDefinition, {metadata}: KubeObject): FieldError[] {
  const {name, generateName, namespace, labels, annotations, ownerReferences = [], finalizers = []} = metadata;
  const errors: FieldError[] =
    generateName && name === '' ? validateName(resource, generateName, 'metadata.generateName', true) : [];
  if (name === '') errors.push(requiredValue('metadata.name', 'name or generateName is required'));
  else errors.push(...validateName(resource, name, 'metadata.name', false));
  if (!resource.isNamespaced && namespace)
    errors.push(forbiddenField('metadata.namespace', 'not allowed on this type'));
  return [
    ...errors,
    ...validateLabels(labels, 'metadata.labels'),
    ...validateAnnotations(annotations),
    ...validateOwners(ownerReferences),
    ...validateFinalizers(finalizers),
  ];
}

/** What may not change in metadata. */
export function validateMetadataChange({metadata}: KubeObject, current: KubeObject): FieldError[] {
  const added = current.metadata.deletionTimestamp
    ? (metadata.finalizers ?? []).filter((name) => !current.metadata.finalizers?.includes(name))
    : [];
  return added.length === 0
    ? []
    : [
        forbiddenField(
          'metadata.finalizers',
          `no new finalizers can be added if the object is being deleted, found new finalizers []string{${added.map((name) => JSON.stringify(name)).join(', ')}}`,
        ),
      ];
}
