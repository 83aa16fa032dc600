import type {Field} from './field.js';

type Schema = Record<string, unknown>;

const SCALARS: Readonly<Record<string, Schema>> = {
  string: {type: 'string'},
  integer: {type: 'integer'},
  boolean: {type: 'boolean'},
  number: {type: 'number'},
  time: {type: 'string', format: 'date-time'},
  bytes: {type: 'string', format: 'byte'},
  quantity: {anyOf: [{type: 'integer'}, {type: 'string'}], 'x-kubernetes-int-or-string': true},
  intOrString: {anyOf: [{type: 'integer'}, {type: 'string'}], 'x-kubernetes-int-or-string': true},
  map: {type: 'object', additionalProperties: {type: 'string'}},
  quantities: {
    type: 'object',
    additionalProperties: {anyOf: [{type: 'integer'}, {type: 'string'}], 'x-kubernetes-int-or-string': true},
  },
  open: {type: 'object', 'x-kubernetes-preserve-unknown-fields': true},
};

/** The structural schema of a field; every field is described by the path on which it is found. */
export function createSchema(field: Field, path: string): Schema {
  if (typeof field === 'string') return {description: describe(path), ...scalarSchema(field.replace(/!$/, ''), path)};
  if (isList(field)) {
    return {description: describe(path), type: 'array', items: createSchema(field[0], path)};
  }
  const fields = Object.entries(field).map(([key, value]) => ({
    name: key.replace(/!$/, ''),
    value,
    isRequired: key.endsWith('!') || (typeof value === 'string' && value.endsWith('!')),
  }));
  const required = fields.filter((entry) => entry.isRequired).map((entry) => entry.name);
  return {
    description: describe(path),
    type: 'object',
    ...(required.length > 0 ? {required} : {}),
    properties: Object.fromEntries(fields.map(({name, value}) => [name, createSchema(value, `${path}.${name}`)])),
  };
}

function scalarSchema(type: string, path: string): Schema {
  const schema = SCALARS[type];
  if (schema) return schema;
  if (type.includes('|')) return {type: 'string', enum: type.split('|').filter((word) => word !== '')};
  throw new Error(`${path}: no such type: ${type}`);
}

function isList(field: Field): field is readonly [Field] {
  return Array.isArray(field);
}

/** Words for a path: `spec.acme.server` is "Server of the acme of the spec (spec.acme.server)". */
function describe(path: string): string {
  const words = path
    .split('.')
    .slice(-3)
    .reverse()
    .map((name) => name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase());
  const [first = '', ...rest] = words;
  const sentence = [`${first.charAt(0).toUpperCase()}${first.slice(1)}`, ...rest.map((word) => `of the ${word}`)];
  return `${sentence.join(' ')} (${path})`;
}
