import type {Json} from '../json.js';
import {CloudRefusal} from './cloud-refusal.js';
import computeSchema from './compute-schema.data.json' with {type: 'json'};
import containerSchema from './container-schema.data.json' with {type: 'json'};
import {bodyMessages, ownMessages} from './own-schema.data.js';

/** A field's type and whether it repeats or is a map. */
interface FieldType {
  readonly type: string;
  readonly shape: '' | '[]' | '{}';
}

function parseFields(text: string): ReadonlyMap<string, FieldType> {
  const fields = text
    .split(' ')
    .filter(Boolean)
    .map((field): [string, FieldType] => {
      const [, name = '', type = '', shape = ''] = /^(\w+):([\w.]*)(\[\]|\{\})?$/.exec(field) ?? [];
      return [name, {type, shape: shape as FieldType['shape']}];
    });
  return new Map(fields);
}

const texts: Readonly<Record<string, string>> = {
  ...containerSchema.messages,
  ...computeSchema.messages,
  ...ownMessages,
};
const messages = new Map(Object.entries(texts).map(([name, text]) => [name, parseFields(text)]));
const enums = new Map(
  Object.entries(containerSchema.enums).map(([name, text]) => [
    name,
    new Map(text.split(' ').map((value): [string, string] => [value.split('=')[0] ?? '', value.split('=')[1] ?? ''])),
  ]),
);

function refuse(description: string, at: string): CloudRefusal {
  return new CloudRefusal(400, description, {
    details: [
      {'@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: [{...(at && {field: at}), description}]},
    ],
  });
}

function refuseType(at: string, type: string, value: unknown): CloudRefusal {
  return refuse(`Invalid value at '${at}' (${type}), ${JSON.stringify(value)}`, at);
}

function decodeScalar(value: unknown, type: string, at: string, isStrict: boolean): unknown {
  const names = enums.get(type);
  if (names) {
    if (typeof value === 'number') return names.get(String(value)) ?? value;
    if (typeof value !== 'string') throw refuseType(at, `type.googleapis.com/google.container.v1.${type}`, value);
    if (isStrict && ![...names.values()].includes(value))
      throw refuseType(at, `type.googleapis.com/google.container.v1.${type}`, value);
    return value;
  }
  if (type === 's' && typeof value !== 'string') throw refuseType(at, 'TYPE_STRING', value);
  if (type === 'b' && typeof value !== 'boolean') throw refuseType(at, 'TYPE_BOOL', value);
  if (
    type === 'n' &&
    (typeof value === 'object' || typeof value === 'boolean' || value === '' || Number.isNaN(Number(value)))
  ) {
    throw refuseType(at, 'TYPE_INT64', value);
  }
  return value;
}

function decodeMessage(value: unknown, type: string, at: string, isStrict: boolean): unknown {
  const fields = messages.get(type);
  if (!fields) return decodeScalar(value, type, at, isStrict);
  if (typeof value !== 'object' || Array.isArray(value)) throw refuseType(at, `type.googleapis.com/${type}`, value);
  const entries = Object.entries(value as Json).flatMap(([name, field]) => {
    const known = fields.get(name);
    if (!known && isStrict)
      throw refuse(
        `Invalid JSON payload received. Unknown name "${name}"${at && ` at '${at}'`}: Cannot find field.`,
        at,
      );
    // A field that is null counts as left out: https://protobuf.dev/programming-guides/json
    if (field === null) return [];
    return [[name, known ? decodeField(field, known, at ? `${at}.${name}` : name, isStrict) : field]];
  });
  return Object.fromEntries(entries);
}

function decodeField(value: unknown, {type, shape}: FieldType, at: string, isStrict: boolean): unknown {
  if (shape === '[]') {
    if (!Array.isArray(value)) throw refuseType(at, 'repeated field', value);
    return value.map((one, index) => decodeMessage(one ?? {}, type, `${at}[${index}]`, isStrict));
  }
  if (shape === '{}') {
    if (typeof value !== 'object' || Array.isArray(value)) throw refuseType(at, 'map', value);
    return Object.fromEntries(
      Object.entries(value as Json).map(([key, one]) => [
        key,
        one === null ? one : decodeMessage(one, type, `${at}.${key}`, isStrict),
      ]),
    );
  }
  return type ? decodeMessage(value, type, at, isStrict) : value;
}

/**
 * A request's body held to the types of its method: wrong ones are refused as Google's front end does, enum
 * numbers become names, null fields go. GKE's v1 refuses unknown fields too; of v1beta1 and others less is known.
 */
export function decodeBody(method: string, version: string | undefined, body: unknown): Json {
  const message = bodyMessages.find(([pattern]) => pattern.test(method))?.[1];
  const isRecord = typeof body === 'object' && body !== null && !Array.isArray(body);
  // Clients send empty texts and nulls along with methods that take nothing.
  if (!message) return isRecord ? (body as Json) : {};
  const isStrict = method.startsWith('container.') && version === 'v1';
  return decodeMessage(body ?? {}, message, '', isStrict) as Json;
}
