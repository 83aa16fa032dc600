import {
  duplicateValue,
  type FieldError,
  invalidValue,
  requiredValue,
  typeInvalid,
  unsupportedValue,
} from '../http/field-error.js';
import type {Open} from '../object/kube-object.js';
import {isRecord, isSameValue} from '../object/plain-values.js';
import {isFormatted} from './formats.js';

function nameType(value: Open): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function isOfType(value: Open, type: string): boolean {
  const actual = nameType(value);
  return actual === type || (type === 'number' && actual === 'integer');
}

const inBody = (path: string) => `${path} in body`;

function validateNumber(value: number, schema: Open, path: string): FieldError[] {
  const errors: FieldError[] = [];
  const refuse = (text: string) => errors.push(invalidValue(path, value, `${inBody(path)} should be ${text}`));
  const {minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf} = schema;
  if (maximum !== undefined && (exclusiveMaximum ? value >= maximum : value > maximum))
    refuse(`less than${exclusiveMaximum ? '' : ' or equal to'} ${maximum}`);
  if (minimum !== undefined && (exclusiveMinimum ? value <= minimum : value < minimum))
    refuse(`greater than${exclusiveMinimum ? '' : ' or equal to'} ${minimum}`);
  if (multipleOf !== undefined && value % multipleOf !== 0) refuse(`a multiple of ${multipleOf}`);
  return errors;
}

function validateText(value: string, schema: Open, path: string): FieldError[] {
  const errors: FieldError[] = [];
  const length = [...value].length;
  if (schema.maxLength !== undefined && length > schema.maxLength)
    errors.push({
      reason: 'FieldValueTooLong',
      field: path,
      message: `Too long: may not be longer than ${schema.maxLength}`,
    });
  if (schema.minLength !== undefined && length < schema.minLength)
    errors.push(invalidValue(path, value, `${inBody(path)} should be at least ${schema.minLength} chars long`));
  if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(value))
    errors.push(invalidValue(path, value, `${inBody(path)} should match '${schema.pattern}'`));
  if (schema.format !== undefined && !isFormatted(value, schema.format))
    errors.push(
      invalidValue(path, value, `${inBody(path)} must be of type ${schema.format}: ${JSON.stringify(value)}`),
    );
  return errors;
}

function validateKeys(value: readonly Open[], schema: Open, path: string): FieldError[] {
  const kind = schema['x-kubernetes-list-type'];
  const select = (item: Open): Open =>
    kind === 'map'
      ? Object.fromEntries((schema['x-kubernetes-list-map-keys'] as string[]).map((key) => [key, item?.[key]]))
      : item;
  if (kind !== 'map' && kind !== 'set') return [];
  return value.flatMap((item, index) =>
    value.slice(0, index).some((other) => isSameValue(select(other), select(item)))
      ? [duplicateValue(`${path}[${index}]`, select(item))]
      : [],
  );
}

function validateList(value: readonly Open[], schema: Open, path: string): FieldError[] {
  const errors: FieldError[] = [];
  if (schema.maxItems !== undefined && value.length > schema.maxItems)
    errors.push({
      reason: 'FieldValueTooMany',
      field: path,
      message: `Too many: ${value.length}: must have at most ${schema.maxItems} items`,
    });
  if (schema.minItems !== undefined && value.length < schema.minItems)
    errors.push(invalidValue(path, value.length, `${inBody(path)} should have at least ${schema.minItems} items`));
  if (schema.items)
    for (const [index, item] of value.entries()) errors.push(...validateValue(item, schema.items, `${path}[${index}]`));
  return [...errors, ...validateKeys(value, schema, path)];
}

function validateMap(value: Record<string, Open>, schema: Open, path: string): FieldError[] {
  const at = (name: string) => (path === '' ? name : schema.properties?.[name] ? `${path}.${name}` : `${path}.${name}`);
  const errors: FieldError[] = [];
  for (const name of Object.keys(schema.properties ?? {}).sort())
    if (value[name] !== undefined) errors.push(...validateValue(value[name], schema.properties[name], at(name)));
  for (const name of schema.required ?? []) if (value[name] === undefined) errors.push(requiredValue(at(name)));
  if (isRecord(schema.additionalProperties)) {
    for (const [name, child] of Object.entries(value))
      if (!schema.properties?.[name]) errors.push(...validateValue(child, schema.additionalProperties, at(name)));
  }
  const count = Object.keys(value).length;
  if (schema.maxProperties !== undefined && count > schema.maxProperties)
    errors.push({
      reason: 'FieldValueTooMany',
      field: path,
      message: `Too many: ${count}: must have at most ${schema.maxProperties} items`,
    });
  if (schema.minProperties !== undefined && count < schema.minProperties)
    errors.push(invalidValue(path, count, `${inBody(path)} should have at least ${schema.minProperties} properties`));
  return errors;
}

function validateCombinations(value: Open, schema: Open, path: string): FieldError[] {
  const errors: FieldError[] = [];
  const isMet = (part: Open) => validateValue(value, part, path).length === 0;
  const refuse = (text: string) => errors.push(invalidValue(path || '<nil>', value, `"${path}" ${text}`));
  if (schema.anyOf && !schema['x-kubernetes-int-or-string'] && !schema.anyOf.some(isMet))
    refuse('must validate at least one schema (anyOf)');
  if (schema.oneOf) {
    const met = schema.oneOf.filter(isMet).length;
    if (met !== 1)
      refuse(
        `must validate one and only one schema (oneOf). ${met === 0 ? 'Found none valid' : `Found ${met} valid alternatives`}`,
      );
  }
  for (const part of schema.allOf ?? []) errors.push(...validateValue(value, part, path));
  if (schema.not && isMet(schema.not)) refuse('must not validate the schema (not)');
  return errors;
}

/** What is wrong with a value by a structural schema, in the words of kube-apiserver. */
function validateValue(value: Open, schema: Open, path: string): FieldError[] {
  if (value === null && schema.nullable) return [];
  if (schema['x-kubernetes-int-or-string']) {
    return isOfType(value, 'integer') || isOfType(value, 'string')
      ? validateCombinations(value, schema, path)
      : [
          typeInvalid(
            path,
            nameType(value),
            `${inBody(path)} must be of type integer,string: ${JSON.stringify(nameType(value))}`,
          ),
        ];
  }
  if (schema.type && !isOfType(value, schema.type))
    return [
      typeInvalid(
        path,
        nameType(value),
        `${inBody(path)} must be of type ${schema.type}: ${JSON.stringify(nameType(value))}`,
      ),
    ];
  const errors: FieldError[] = [];
  if (typeof value === 'number') errors.push(...validateNumber(value, schema, path));
  if (typeof value === 'string') errors.push(...validateText(value, schema, path));
  if (Array.isArray(value)) errors.push(...validateList(value, schema, path));
  if (isRecord(value)) errors.push(...validateMap(value, schema, path));
  if (schema.enum && !schema.enum.some((allowed: Open) => isSameValue(allowed, value)))
    errors.push(unsupportedValue(path, value, schema.enum));
  return [...errors, ...validateCombinations(value, schema, path)];
}

/** Validates a custom resource as a whole; metadata is validated elsewhere. */
export function validateCustom(object: Open, schema: Open): FieldError[] {
  const {apiVersion: _, kind: __, metadata: ___, ...rest} = object;
  const {apiVersion: a, kind: k, metadata: m, ...properties} = schema.properties ?? {};
  const required = (schema.required ?? []).filter((name: string) => !['apiVersion', 'kind', 'metadata'].includes(name));
  return validateValue(rest, {...schema, properties, required}, '').sort((left, right) =>
    left.field < right.field ? -1 : left.field > right.field ? 1 : 0,
  );
}
