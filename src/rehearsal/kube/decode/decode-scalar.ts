import type {Open} from '../object/kube-object.js';
import {formatCanonicalQuantity} from '../object/quantity.js';
import {selectDefinition} from '../schema/built-in-schema.js';
import type {TypeSchema} from '../schema/field-schema.js';
import {DecodeError, UnreadableValueError} from './decode-error.js';
import {type DecodePlace, formatGoType} from './decode-object.js';

/** Whether a definition has no fields of its own: times, quantities, raw JSON. */
export const isScalarReference = (name: string) => selectDefinition(name).fields === undefined;

const base64Text = /^[A-Za-z0-9+/]*={0,2}$/;
const rfc3339 = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

function decodeTime(value: Open, isMicro: boolean, place: DecodePlace): Open {
  if (typeof value !== 'string') throw new DecodeError(value, place.struct, place.goPath, 'string');
  const layout = isMicro ? '2006-01-02T15:04:05.000000Z07:00' : '2006-01-02T15:04:05Z07:00';
  if (!rfc3339.test(value))
    throw new UnreadableValueError(
      `parsing time ${JSON.stringify(value)} as "${layout}": cannot parse ${JSON.stringify(value)} as "2006"`,
    );
  const [, , , fraction = '', zone] = value.match(rfc3339)!;
  const seconds =
    zone === 'Z' ? value.slice(0, 19) : new Date(Date.parse(value.replace(fraction, ''))).toISOString().slice(0, 19);
  return isMicro ? `${seconds}.${fraction.slice(1, 7).padEnd(6, '0')}Z` : `${seconds}Z`;
}

function checkBase64(value: string): void {
  if (base64Text.test(value) && value.length % 4 === 0) return;
  const bad = value.search(/[^A-Za-z0-9+/]/);
  const offset = bad < 0 ? value.length - (value.length % 4) : bad;
  throw new UnreadableValueError(`illegal base64 data at input byte ${offset}`);
}

function decodeNamed(reference: string, value: Open, place: DecodePlace): Open {
  if (reference.endsWith('.Quantity')) {
    const text = typeof value === 'number' ? String(value) : value;
    if (typeof text !== 'string') throw new DecodeError(value, place.struct, place.goPath, 'resource.Quantity');
    const canonical = formatCanonicalQuantity(text);
    if (canonical === undefined)
      throw new UnreadableValueError(
        "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
      );
    return canonical;
  }
  if (reference.endsWith('.MicroTime')) return decodeTime(value, true, place);
  if (reference.endsWith('.Time')) return decodeTime(value, false, place);
  if (reference.endsWith('.IntOrString') && typeof value !== 'string' && !Number.isInteger(value)) {
    throw new DecodeError(value, place.struct, place.goPath, 'int32');
  }
  return value;
}

/** Decodes a value that is neither a struct, a list nor a map. */
export function decodeScalar(type: TypeSchema, value: Open, place: DecodePlace): Open {
  if (type.ref) return decodeNamed(type.ref, value, place);
  const refuse = () => new DecodeError(value, place.struct, place.goPath, formatGoType(type));
  switch (type.type) {
    case 'string':
      if (typeof value !== 'string') throw refuse();
      if (type.format === 'byte') checkBase64(value);
      return value;
    case 'integer': {
      const limit = type.format === 'int64' ? 2 ** 63 : 2 ** 31;
      if (typeof value !== 'number' || !Number.isInteger(value) || value >= limit || value < -limit) throw refuse();
      return value;
    }
    case 'number':
      if (typeof value !== 'number') throw refuse();
      return value;
    case 'boolean':
      if (typeof value !== 'boolean') throw refuse();
      return value;
    default:
      return value;
  }
}
