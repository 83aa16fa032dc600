import type {Open} from '../object/kube-object.js';
import {isRecord} from '../object/plain-values.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';
import {builtInDefinitions} from '../schema/built-in-schema.js';
import {listLaterFields} from '../schema/field-history.js';
import type {DefinitionSchema, FieldSchema, TypeSchema} from '../schema/field-schema.js';

/** Where schemas stand in a document of OpenAPI 2 or 3. */
export interface SchemaDialect {
  readonly prefix: string;
  /** OpenAPI 3 cannot put anything beside a `$ref`, so it wraps it. */
  readonly wrapsReferences: boolean;
}

export const dialectV2: SchemaDialect = {prefix: '#/definitions/', wrapsReferences: false};
export const dialectV3: SchemaDialect = {prefix: '#/components/schemas/', wrapsReferences: true};

function describeType(type: TypeSchema, {prefix, wrapsReferences}: SchemaDialect): Open {
  if (type.ref) return wrapsReferences ? {allOf: [{$ref: `${prefix}${type.ref}`}]} : {$ref: `${prefix}${type.ref}`};
  if (type.type === 'array') return {type: 'array', items: describeType(type.items!, {prefix, wrapsReferences})};
  if (type.type === 'map')
    return {type: 'object', additionalProperties: describeType(type.values!, {prefix, wrapsReferences})};
  return {type: type.type ?? 'object', ...(type.format ? {format: type.format} : {})};
}

const optional = (name: string, value: unknown) => (value === undefined ? {} : {[name]: value});

function describeField(field: FieldSchema, dialect: SchemaDialect): Open {
  return {
    ...describeType(field, dialect),
    ...optional('default', field.default),
    ...optional('enum', field.enum),
    ...optional('x-kubernetes-list-type', field.list),
    ...optional('x-kubernetes-list-map-keys', field.keys),
    ...optional('x-kubernetes-map-type', field.map),
    ...optional('x-kubernetes-patch-merge-key', field.mergeKey),
    ...optional('x-kubernetes-patch-strategy', field.strategy),
  };
}

/** A built-in definition as a document of OpenAPI of that minor publishes it. */
export function describeDefinition(name: string, dialect: SchemaDialect, minor: number): Open {
  const definition: DefinitionSchema = builtInDefinitions[name]!;
  const {fields, required, kinds, map} = definition;
  const later = listLaterFields(name, minor);
  if (!fields) return {...describeType(definition, dialect), ...optional('x-kubernetes-group-version-kind', kinds)};
  return {
    type: 'object',
    ...optional('required', required),
    properties: Object.fromEntries(
      Object.entries(fields)
        .filter(([field]) => !later.includes(field))
        .map(([field, schema]) => [field, describeField(schema, dialect)]),
    ),
    ...optional('x-kubernetes-map-type', map),
    ...optional('x-kubernetes-group-version-kind', kinds),
  };
}

/** `com.example.v1.Gadget`: the definition's name of a custom resource. */
function formatCustomName({group, version, kind}: Pick<ResourceDefinition, 'group' | 'version' | 'kind'>): string {
  return `${group.split('.').reverse().join('.')}.${version}.${kind}`;
}

/** The definition's name of a resource. */
export const formatDefinitionName = (resource: ResourceDefinition) => resource.definition ?? formatCustomName(resource);

/** OpenAPI 2 knows no combinations of schemas: they are left out, as kube-apiserver leaves them out. */
function simplify(schema: Open): Open {
  if (!isRecord(schema)) return schema;
  const {
    oneOf: _,
    anyOf: __,
    allOf: ___,
    not: ____,
    nullable: _____,
    'x-kubernetes-validations': ______,
    ...rest
  } = schema;
  if (rest['x-kubernetes-int-or-string']) return {'x-kubernetes-int-or-string': true};
  if (rest['x-kubernetes-preserve-unknown-fields'])
    return {...(rest.type ? {type: rest.type} : {}), 'x-kubernetes-preserve-unknown-fields': true};
  return {
    ...rest,
    ...(rest.properties
      ? {
          properties: Object.fromEntries(
            Object.entries(rest.properties).map(([name, property]) => [name, simplify(property)]),
          ),
        }
      : {}),
    ...(rest.items ? {items: simplify(rest.items)} : {}),
    ...(isRecord(rest.additionalProperties) ? {additionalProperties: simplify(rest.additionalProperties)} : {}),
  };
}

/** The definitions of a custom resource: itself and its list. */
export function describeCustom(resource: ResourceDefinition, dialect: SchemaDialect): Record<string, Open> {
  const {group, version, kind, listKind, custom} = resource;
  const name = formatCustomName(resource);
  const schema = dialect.wrapsReferences ? custom!.schema : simplify(custom!.schema);
  const reference = (definition: string) => describeType({ref: definition}, dialect);
  const meta = {apiVersion: {type: 'string'}, kind: {type: 'string'}};
  return {
    [name]: {
      ...schema,
      type: 'object',
      properties: {
        ...schema.properties,
        ...meta,
        metadata: reference('io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta'),
      },
      'x-kubernetes-group-version-kind': [{group, kind, version}],
    },
    [`${name}List`]: {
      type: 'object',
      required: ['items'],
      properties: {
        ...meta,
        items: {type: 'array', items: reference(name)},
        metadata: reference('io.k8s.apimachinery.pkg.apis.meta.v1.ListMeta'),
      },
      'x-kubernetes-group-version-kind': [{group, kind: listKind, version}],
    },
  };
}

function collectReferences(type: TypeSchema | undefined, found: Set<string>): void {
  if (!type) return;
  if (type.ref) collectDefinitions(type.ref, found);
  collectReferences(type.items, found);
  collectReferences(type.values, found);
}

/** Adds a built-in definition and all it refers to. */
export function collectDefinitions(name: string, found: Set<string>): void {
  if (found.has(name) || !builtInDefinitions[name]) return;
  found.add(name);
  for (const field of Object.values(builtInDefinitions[name]?.fields ?? {})) collectReferences(field, found);
}
