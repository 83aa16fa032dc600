import type {Open} from '../object/kube-object.js';
import {selectDefinition} from '../schema/built-in-schema.js';
import type {FieldSchema, TypeSchema} from '../schema/field-schema.js';
import {readFields, readSigned, readText, type WireField} from './wire-format.js';

interface NumberedField {
  readonly name: string;
  readonly field: FieldSchema;
}

/** Fields of a message by number; an inlined message is a table of its own. */
type MessageTable = Map<number, NumberedField | MessageTable>;

const tables = new Map<string, MessageTable>();

function selectTable(definition: string): MessageTable {
  const known = tables.get(definition);
  if (known) return known;
  const table: MessageTable = new Map();
  for (const [name, field] of Object.entries(selectDefinition(definition).fields ?? {})) {
    if (field.proto === undefined) continue;
    const numbers = typeof field.proto === 'number' ? [field.proto] : field.proto;
    let target = table;
    for (const number of numbers.slice(0, -1)) {
      const nested = target.get(number);
      const next: MessageTable = nested instanceof Map ? nested : new Map();
      target.set(number, next);
      target = next;
    }
    target.set(numbers.at(-1)!, {name, field});
  }
  tables.set(definition, table);
  return table;
}

function decodeTime(bytes: Buffer, isMicro: boolean): string | null {
  let seconds = 0;
  let nanos = 0;
  for (const {number, varint} of readFields(bytes)) {
    if (number === 1 && varint !== undefined) seconds = readSigned(varint);
    if (number === 2 && varint !== undefined) nanos = readSigned(varint);
  }
  if (bytes.length === 0) return null;
  const text = new Date(seconds * 1000).toISOString().slice(0, 19);
  return isMicro ? `${text}.${String(Math.floor(nanos / 1000)).padStart(6, '0')}Z` : `${text}Z`;
}

function decodeIntOrString(bytes: Buffer): number | string {
  let isText = false;
  let number = 0;
  let text = '';
  for (const field of readFields(bytes)) {
    if (field.number === 1) isText = field.varint === 1n;
    if (field.number === 2 && field.varint !== undefined) number = readSigned(field.varint);
    if (field.number === 3 && field.bytes) text = readText(field.bytes);
  }
  return isText ? text : number;
}

/** The first length-delimited field of a message: quantities, raw JSON and the like hold their text there. */
function readOnlyField(bytes: Buffer): Buffer {
  for (const field of readFields(bytes)) if (field.number === 1 && field.bytes) return field.bytes;
  return Buffer.alloc(0);
}

function decodeReference(name: string, bytes: Buffer): Open {
  if (selectDefinition(name).fields) return decodeMessage(name, bytes);
  if (name.endsWith('.Quantity')) return readText(readOnlyField(bytes));
  if (name.endsWith('.MicroTime')) return decodeTime(bytes, true);
  if (name.endsWith('.Time')) return decodeTime(bytes, false);
  if (name.endsWith('.IntOrString')) return decodeIntOrString(bytes);
  const raw = readText(readOnlyField(bytes));
  return raw === '' ? null : JSON.parse(raw);
}

function decodeValue(type: TypeSchema, {bytes, varint}: WireField): Open {
  if (type.ref) return decodeReference(type.ref, bytes ?? Buffer.alloc(0));
  if (type.type === 'boolean') return varint === 1n;
  if (type.type === 'integer') return varint === undefined ? 0 : readSigned(varint);
  if (type.type === 'number') return bytes ? bytes.readDoubleLE(0) : 0;
  if (type.format === 'byte') return (bytes ?? Buffer.alloc(0)).toString('base64');
  return readText(bytes ?? Buffer.alloc(0));
}

function decodeEntry(values: TypeSchema, bytes: Buffer): readonly [string, Open] {
  let key = '';
  let value: Open = values.ref || values.type === 'array' ? null : '';
  for (const field of readFields(bytes)) {
    if (field.number === 1 && field.bytes) key = readText(field.bytes);
    if (field.number === 2)
      value =
        values.type === 'array'
          ? [...readFields(field.bytes!)].map((item) => decodeValue(values.items!, item))
          : decodeValue(values, field);
  }
  return [key, value];
}

function decodeInto(result: Record<string, Open>, table: MessageTable, bytes: Buffer): void {
  for (const wire of readFields(bytes)) {
    const entry = table.get(wire.number);
    if (!entry) continue;
    if (entry instanceof Map) decodeInto(result, entry, wire.bytes ?? Buffer.alloc(0));
    else if (entry.field.type === 'array') {
      result[entry.name] ??= [];
      result[entry.name].push(decodeValue(entry.field.items!, wire));
    } else if (entry.field.type === 'map') {
      const [key, value] = decodeEntry(entry.field.values!, wire.bytes ?? Buffer.alloc(0));
      result[entry.name] ??= {};
      result[entry.name][key] = value;
    } else result[entry.name] = decodeValue(entry.field, wire);
  }
}

/** A message of a built-in type as the plain object its JSON would give. */
export function decodeMessage(definition: string, bytes: Buffer): Record<string, Open> {
  const result: Record<string, Open> = {};
  decodeInto(result, selectTable(definition), bytes);
  return result;
}
