import type {Open} from '../object/kube-object.js';
import {isRecord} from '../object/plain-values.js';
import {selectDefinition} from '../schema/built-in-schema.js';
import {listLaterFields} from '../schema/field-history.js';
import type {FieldSchema, TypeSchema} from '../schema/field-schema.js';
import {DecodeError} from './decode-error.js';
import {decodeScalar, isScalarReference} from './decode-scalar.js';

/** What decoding noticed beside the object. */
export interface DecodeNotes {
  /** Paths of fields that the type does not have, such as `spec.template.spec.contianers`. */
  readonly unknownFields: string[];
  /** Minor version of the server, whose types have not got the fields of later ones; of the table itself where left out. */
  readonly minor?: number | undefined;
}

/** Where decoding stands: the Go struct and the path that Go's messages name, and the path of warnings. */
export interface DecodePlace {
  readonly struct: string;
  readonly goPath: string;
  readonly path: string;
}

const shortName = (definition: string) => definition.slice(definition.lastIndexOf('.') + 1);
const join = (path: string, field: string) => (path === '' ? field : `${path}.${field}`);

const emptyScalar = {string: '', integer: 0, number: 0, boolean: false} as const;

/** What Go serialises for a field that was not given; undefined where it leaves the field out. */
function selectEmptyValue(field: FieldSchema, notes: DecodeNotes): Open {
  if (field.pointer) return field.always ? null : undefined;
  if (field.ref) {
    if (!isScalarReference(field.ref)) return decodeStruct(field.ref, {}, {struct: '', goPath: '', path: ''}, notes);
    if (field.ref.endsWith('.IntOrString')) return 0;
    if (field.ref.endsWith('.Quantity')) return '0';
    return null;
  }
  if (!field.always) return undefined;
  return field.type && field.type in emptyScalar && field.format !== 'byte'
    ? emptyScalar[field.type as keyof typeof emptyScalar]
    : null;
}

/** Whether Go's `omitempty` leaves a value of this field out. */
function isOmitted(field: FieldSchema, value: Open): boolean {
  if (value === undefined) return true;
  if (field.always || field.ref) return false;
  if (field.pointer) return value === null;
  if (value === null || value === '' || value === 0 || value === false) return true;
  return Array.isArray(value) ? value.length === 0 : isRecord(value) && Object.keys(value).length === 0;
}

function decodeStruct(definitionName: string, value: Open, place: DecodePlace, notes: DecodeNotes, known?: Open): Open {
  const {fields} = selectDefinition(definitionName);
  if (!fields) return value;
  if (!isRecord(value))
    throw new DecodeError(
      value,
      place.struct,
      place.goPath,
      `${packageOf(definitionName)}.${shortName(definitionName)}`,
    );
  const struct = shortName(definitionName);
  const result: Record<string, Open> = {};
  const later = notes.minor === undefined ? [] : listLaterFields(definitionName, notes.minor);
  for (const name of Object.keys(fields)) {
    if (later.length > 0 && later.includes(name)) continue;
    const field = fields[name]!;
    const given = value[name];
    if (known !== undefined && given !== undefined && given === known[name]) {
      result[name] = given;
      continue;
    }
    const decoded =
      given === undefined || given === null
        ? selectEmptyValue(field, notes)
        : decodeType(field, given, {struct, goPath: join(place.goPath, name), path: join(place.path, name)}, notes);
    if (!isOmitted(field, decoded)) result[name] = decoded;
  }
  for (const name of Object.keys(value))
    if (!Object.hasOwn(fields, name) || later.includes(name)) notes.unknownFields.push(join(place.path, name));
  return result;
}

const packageOf = (definition: string) => definition.split('.').at(-2)!;

function decodeType(type: TypeSchema, value: Open, place: DecodePlace, notes: DecodeNotes): Open {
  if (type.ref)
    return isScalarReference(type.ref) ? decodeScalar(type, value, place) : decodeStruct(type.ref, value, place, notes);
  if (type.type === 'array') {
    if (!Array.isArray(value)) throw new DecodeError(value, place.struct, place.goPath, formatGoType(type));
    return value.map((item, index) =>
      item === null
        ? decodeNullItem(type.items!, place, notes)
        : decodeType(type.items!, item, {...place, path: `${place.path}[${index}]`}, notes),
    );
  }
  if (type.type === 'map') {
    if (!isRecord(value)) throw new DecodeError(value, place.struct, place.goPath, formatGoType(type));
    const result: Record<string, Open> = {};
    for (const key of Object.keys(value).sort()) {
      result[key] =
        value[key] === null
          ? decodeNullItem(type.values!, place, notes)
          : decodeType(type.values!, value[key], {...place, path: join(place.path, key)}, notes);
    }
    return result;
  }
  return decodeScalar(type, value, place);
}

const decodeNullItem = (type: TypeSchema, place: DecodePlace, notes: DecodeNotes): Open =>
  type.ref && !isScalarReference(type.ref)
    ? decodeStruct(type.ref, {}, place, notes)
    : type.ref?.endsWith('.Quantity')
      ? '0'
      : type.type === 'string'
        ? ''
        : null;

/** A type as Go's decoder names it in its messages. */
export function formatGoType(type: TypeSchema): string {
  if (type.ref) return `${packageOf(type.ref)}.${shortName(type.ref)}`;
  if (type.type === 'array') return `[]${formatGoType(type.items!)}`;
  if (type.type === 'map') return `map[string]${formatGoType(type.values!)}`;
  if (type.type === 'integer') return type.format ?? 'int32';
  if (type.type === 'number') return 'float64';
  if (type.type === 'boolean') return 'bool';
  return type.format === 'byte' ? '[]uint8' : 'string';
}

/**
 * Decodes `value` as kube-apiserver decodes JSON into a Go type and serialises it again: unknown fields are
 * dropped and noted, empty ones left out, quantities and times brought to canonical form, fields put in order.
 * Throws `DecodeError` where a value has the wrong type. Fields that are those of `known`, a frozen object in that
 * form, are taken as they are.
 */
export function decodeObject(definitionName: string, value: Open, notes: DecodeNotes, known?: Open): Open {
  return decodeStruct(definitionName, value, {struct: '', goPath: '', path: ''}, notes, known);
}
