import {isRecord} from '../object/plain-values.js';

/** What a JSON value is to Go's decoder, which names a number itself where it wanted an integer. */
export function nameJsonKind(value: unknown, goType = ''): string {
  if (Array.isArray(value)) return 'array';
  if (isRecord(value)) return 'object';
  if (typeof value === 'number') return goType.startsWith('int') ? `number ${value}` : 'number';
  return typeof value === 'boolean' ? 'bool' : 'string';
}

/** A value of the wrong type; its message is the one Go's JSON decoder gives. */
export class DecodeError extends Error {
  constructor(value: unknown, struct: string, goPath: string, goType: string) {
    const target = struct === '' ? 'Go value' : `Go struct field ${struct}.${goPath}`;
    super(`json: cannot unmarshal ${nameJsonKind(value, goType)} into ${target} of type ${goType}`);
    this.name = 'DecodeError';
  }
}

/** A value of the right type whose text cannot be read: a quantity, a time, base64. */
export class UnreadableValueError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnreadableValueError';
  }
}
