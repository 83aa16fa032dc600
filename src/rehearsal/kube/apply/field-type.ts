import type {Open} from '../object/kube-object.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';
import {selectDefinition} from '../schema/built-in-schema.js';
import type {FieldSchema, TypeSchema} from '../schema/field-schema.js';

/**
 * How a value is owned: as one (`leaf`), field by field (`map`), or item by item (`list`). Values of unknown type
 * are `free`: their maps are owned by field and their lists as one.
 */
export type FieldType =
  | {readonly kind: 'leaf'; readonly scalar?: 'string' | 'numeric' | 'boolean'}
  | {readonly kind: 'free'}
  | {readonly kind: 'map'; readonly fieldOf: (name: string) => FieldType | undefined; readonly isStruct: boolean}
  | {readonly kind: 'set'}
  | {
      readonly kind: 'list';
      readonly keys: readonly string[];
      readonly keyDefaults: Readonly<Record<string, Open>>;
      readonly item: FieldType;
    };

const leaf: FieldType = {kind: 'leaf'};
const scalars: Readonly<Record<string, FieldType>> = {
  string: {kind: 'leaf', scalar: 'string'},
  integer: {kind: 'leaf', scalar: 'numeric'},
  number: {kind: 'leaf', scalar: 'numeric'},
  boolean: {kind: 'leaf', scalar: 'boolean'},
};
const free: FieldType = {kind: 'free'};

const definitionTypes = new Map<string, FieldType>();

function selectDefinitionType(name: string): FieldType {
  const known = definitionTypes.get(name);
  if (known) return known;
  const {fields, map} = selectDefinition(name);
  const type: FieldType =
    !fields || map === 'atomic'
      ? leaf
      : {
          kind: 'map',
          isStruct: true,
          fieldOf: (field) => (Object.hasOwn(fields, field) ? selectFieldType(fields[field]!) : undefined),
        };
  definitionTypes.set(name, type);
  return type;
}

const fieldTypes = new WeakMap<TypeSchema, FieldType>();

function createFieldType(field: FieldSchema): FieldType {
  if (field.ref) return field.map === 'atomic' ? leaf : selectDefinitionType(field.ref);
  if (field.type === 'map') {
    const values = selectFieldType(field.values!);
    return field.map === 'atomic' ? leaf : {kind: 'map', isStruct: false, fieldOf: () => values};
  }
  if (field.type !== 'array') return scalars[field.type ?? ''] ?? leaf;
  const isMerged = field.list === undefined && field.strategy?.split(',').includes('merge');
  const keys = field.list === 'map' ? (field.keys ?? []) : isMerged && field.mergeKey ? [field.mergeKey] : [];
  if (keys.length > 0) {
    const item = selectFieldType(field.items!);
    const itemFields = field.items?.ref ? (selectDefinition(field.items.ref).fields ?? {}) : {};
    const keyDefaults = Object.fromEntries(
      keys.flatMap((key) => (itemFields[key]?.default === undefined ? [] : [[key, itemFields[key].default]])),
    );
    return {kind: 'list', keys, keyDefaults, item};
  }
  return field.list === 'set' || isMerged ? {kind: 'set'} : leaf;
}

function selectFieldType(field: FieldSchema): FieldType {
  const known = fieldTypes.get(field);
  if (known) return known;
  const type = createFieldType(field);
  fieldTypes.set(field, type);
  return type;
}

function createSchemaType(schema: Open): FieldType {
  if (!schema) return free;
  if (schema.type === 'array') {
    if (schema['x-kubernetes-list-type'] === 'set') return {kind: 'set'};
    if (schema['x-kubernetes-list-type'] !== 'map') return leaf;
    const properties = schema.items?.properties ?? {};
    const keys: string[] = schema['x-kubernetes-list-map-keys'] ?? [];
    const keyDefaults = Object.fromEntries(
      keys.flatMap((key) => (properties[key]?.default === undefined ? [] : [[key, properties[key].default]])),
    );
    return {kind: 'list', keys, keyDefaults, item: createSchemaType(schema.items)};
  }
  if (schema['x-kubernetes-map-type'] === 'atomic') return leaf;
  if (schema.properties || schema.additionalProperties || schema.type === 'object') {
    const types = new Map<string, FieldType>();
    const isFree =
      schema['x-kubernetes-preserve-unknown-fields'] === true || schema['x-kubernetes-embedded-resource'] === true;
    const fieldOf = (name: string): FieldType | undefined => {
      const declared =
        schema.properties?.[name] ??
        (typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined);
      if (!declared) return isFree || schema.additionalProperties === true ? free : undefined;
      const known = types.get(name) ?? createSchemaType(declared);
      types.set(name, known);
      return known;
    };
    return {kind: 'map', isStruct: schema.properties !== undefined, fieldOf};
  }
  return schema['x-kubernetes-preserve-unknown-fields'] ? free : (scalars[schema.type ?? ''] ?? leaf);
}

const customTypes = new WeakMap<object, FieldType>();

function selectCustomType(schema: Open): FieldType {
  const known = customTypes.get(schema);
  if (known) return known;
  const root = createSchemaType({
    ...schema,
    properties: {...schema.properties, apiVersion: {type: 'string'}, kind: {type: 'string'}},
  });
  const metadata = selectDefinitionType('io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta');
  const type: FieldType = {
    kind: 'map',
    isStruct: true,
    fieldOf: (name) => (name === 'metadata' ? metadata : root.kind === 'map' ? root.fieldOf(name) : free),
  };
  customTypes.set(schema, type);
  return type;
}

/** How objects of a resource are owned. */
export function selectResourceType(resource: ResourceDefinition): FieldType {
  if (resource.custom) return selectCustomType(resource.custom.schema);
  return resource.definition ? selectDefinitionType(resource.definition) : free;
}
