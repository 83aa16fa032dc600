import {type FieldError, forbiddenField, invalidGoValue, invalidValue, requiredValue} from '../http/field-error.js';
import type {KubeObject, Open} from '../object/kube-object.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';
import {formatGoOwners, formatGoStrings, formatGoTime} from './go-format.js';
import {wantsQualifiedFinalizers} from './metadata-passes.js';
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
  const path = 'metadata.ownerReferences';
  const errors = owners.flatMap(({apiVersion, kind, name, uid}) => {
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
      invalidGoValue(
        'metadata.ownerReferences',
        formatGoOwners(owners),
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

const standardFinalizers = ['kubernetes', 'orphan', 'foregroundDeletion'];

/** Finalizers by the rule of built-in kinds: the system's own, or with a domain. */
const validateQualification = (finalizers: readonly string[]): FieldError[] =>
  finalizers.flatMap((name, index) =>
    name.includes('/') || standardFinalizers.includes(name)
      ? []
      : [
          invalidValue(
            `metadata.finalizers[${index}]`,
            name,
            'name is neither a standard finalizer name nor is it fully qualified',
          ),
        ],
  );

/** What every pass over metadata looks at. */
const validateCommon = ({labels, annotations, ownerReferences = []}: KubeObject['metadata']): FieldError[] => [
  ...validateLabels(labels, 'metadata.labels'),
  ...validateAnnotations(annotations),
  ...validateOwners(ownerReferences),
];

/** What is wrong with metadata of any object whose name was checked already. */
export const validateGeneralMetadata = ({metadata}: KubeObject): FieldError[] => [
  ...validateCommon(metadata),
  ...validateFinalizers(metadata.finalizers ?? []),
];

/** What is wrong with an object's metadata. https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
export function validateMetadata(resource: ResourceDefinition, object: KubeObject): FieldError[] {
  const {name, generateName, namespace, finalizers = []} = object.metadata;
  const errors: FieldError[] = generateName ? validateName(resource, generateName, 'metadata.generateName', true) : [];
  if (name === '') errors.push(requiredValue('metadata.name', 'name or generateName is required'));
  else errors.push(...validateName(resource, name, 'metadata.name', false));
  if (!resource.isNamespaced && namespace)
    errors.push(forbiddenField('metadata.namespace', 'not allowed on this type'));
  return [
    ...errors,
    ...validateGeneralMetadata(object),
    ...(wantsQualifiedFinalizers(resource) ? validateQualification(finalizers) : []),
  ];
}

const isImmutable = (field: string, value: unknown): FieldError =>
  invalidValue(`metadata.${field}`, value, 'field is immutable');

function findChanged(next: KubeObject['metadata'], before: KubeObject['metadata']): FieldError[] {
  const errors: FieldError[] = [];
  if (next.uid !== before.uid) errors.push(isImmutable('uid', next.uid));
  if (next.deletionTimestamp !== before.deletionTimestamp && next.deletionTimestamp)
    errors.push(
      invalidGoValue('metadata.deletionTimestamp', formatGoTime(next.deletionTimestamp), 'field is immutable'),
    );
  if (next.deletionGracePeriodSeconds !== before.deletionGracePeriodSeconds)
    errors.push(isImmutable('deletionGracePeriodSeconds', next.deletionGracePeriodSeconds));
  return errors;
}

/** What may not change in metadata, and what is wrong with it. */
export function validateMetadataChange(
  resource: ResourceDefinition | undefined,
  {metadata}: KubeObject,
  current: KubeObject,
): FieldError[] {
  const added = current.metadata.deletionTimestamp
    ? (metadata.finalizers ?? []).filter((name) => !current.metadata.finalizers?.includes(name))
    : [];
  return [
    ...(added.length === 0
      ? []
      : [
          forbiddenField(
            'metadata.finalizers',
            `no new finalizers can be added if the object is being deleted, found new finalizers ${formatGoStrings(added.sort())}`,
          ),
        ]),
    ...findChanged(metadata, current.metadata),
    ...validateCommon(metadata),
    ...(resource && wantsQualifiedFinalizers(resource) ? validateQualification(metadata.finalizers ?? []) : []),
  ];
}
