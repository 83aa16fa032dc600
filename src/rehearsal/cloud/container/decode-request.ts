import {CloudRefusal} from '../http/cloud-refusal.js';
import type {Json} from '../json.js';
import schema from './container-schema.data.json' with {type: 'json'};

type Fields = ReadonlyMap<string, string | undefined>;

const messages: ReadonlyMap<string, Fields> = new Map(
  Object.entries(schema.messages).map(([name, fields]) => [
    name,
    new Map(
      fields.split(' ').map((field): [string, string | undefined] => [field.split(':')[0] ?? '', field.split(':')[1]]),
    ),
  ]),
);
const enums: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  Object.entries(schema.enums).map(([name, values]) => [
    name,
    new Map(values.split(' ').map((value): [string, string] => [value.split('=')[0] ?? '', value.split('=')[1] ?? ''])),
  ]),
);

function refuseField(name: string, at: string): CloudRefusal {
  const description = `Invalid JSON payload received. Unknown name "${name}"${at && ` at '${at}'`}: Cannot find field.`;
  return new CloudRefusal(400, description, {
    details: [
      {'@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: [{...(at && {field: at}), description}]},
    ],
  });
}

function decodeValue(value: unknown, type: string | undefined, at: string, isStrict: boolean): unknown {
  if (!type || value === null || value === undefined) return value;
  if (Array.isArray(value)) return value.map((one, index) => decodeValue(one, type, `${at}[${index}]`, isStrict));
  const names = enums.get(type);
  if (names) {
    if (typeof value === 'number') return names.get(String(value)) ?? value;
    const isKnown = [...names.values()].includes(String(value));
    if (isKnown || !isStrict) return value;
    throw new CloudRefusal(
      400,
      `Invalid value at '${at}' (type.googleapis.com/google.container.v1.${type}), "${value}"`,
    );
  }
  const fields = messages.get(type);
  if (!fields || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([name, field]) => {
    if (!fields.has(name) && isStrict) throw refuseField(name, at);
    return [name, decodeValue(field, fields.get(name), at ? `${at}.${name}` : name, isStrict)];
  });
  return Object.fromEntries(entries);
}

/**
 * A request body with enum numbers turned into names. Where `isStrict`, unknown fields and names are
 * refused as Google's front end does; the schema is that of v1, so v1beta1 is not held to it.
 */
export function decodeRequest(body: Json, message: string, isStrict: boolean): Json {
  return decodeValue(body, message, '', isStrict) as Json;
}
