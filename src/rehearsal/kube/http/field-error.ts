import {type NamedResource, StatusError} from './status-error.js';

/** A finding of validation about one field. */
export interface FieldError {
  readonly reason:
    | 'FieldValueInvalid'
    | 'FieldValueRequired'
    | 'FieldValueNotSupported'
    | 'FieldValueDuplicate'
    | 'FieldValueForbidden'
    | 'FieldValueNotFound'
    | 'FieldValueTooLong'
    | 'FieldValueTooMany'
    | 'FieldValueTypeInvalid';
  readonly field: string;
  readonly message: string;
}

/** A value as Go shows it in a field error: `%q` for texts, `%#v` for lists of them. */
function formatBadValue(value: unknown): string {
  if (value === undefined || value === null) return 'null';
  if (Array.isArray(value) && value.every((item) => typeof item === 'string'))
    return `[]string{${value.map((item) => JSON.stringify(item)).join(', ')}}`;
  return JSON.stringify(value);
}

const withDetail = (head: string, detail: string) => (detail === '' ? head : `${head}: ${detail}`);

export const invalidValue = (field: string, value: unknown, detail: string): FieldError => ({
  reason: 'FieldValueInvalid',
  field,
  message: withDetail(`Invalid value: ${formatBadValue(value)}`, detail),
});
/** A finding whose value is shown as Go shows it, not as JSON. */
export const invalidGoValue = (field: string, shown: string, detail: string): FieldError => ({
  reason: 'FieldValueInvalid',
  field,
  message: `Invalid value: ${shown}: ${detail}`,
});
export const typeInvalid = (field: string, value: unknown, detail: string): FieldError => ({
  reason: 'FieldValueTypeInvalid',
  field,
  message: withDetail(`Invalid value: ${formatBadValue(value)}`, detail),
});
export const requiredValue = (field: string, detail = ''): FieldError => ({
  reason: 'FieldValueRequired',
  field,
  message: withDetail('Required value', detail),
});
export const duplicateValue = (field: string, value: unknown): FieldError => ({
  reason: 'FieldValueDuplicate',
  field,
  message: `Duplicate value: ${formatBadValue(value)}`,
});
export const forbiddenField = (field: string, detail: string): FieldError => ({
  reason: 'FieldValueForbidden',
  field,
  message: withDetail('Forbidden', detail),
});
export const notFoundValue = (field: string, value: unknown): FieldError => ({
  reason: 'FieldValueNotFound',
  field,
  message: `Not found: ${formatBadValue(value)}`,
});
export const tooLong = (field: string, _value: unknown, max: number): FieldError => ({
  reason: 'FieldValueTooLong',
  field,
  message: `Too long: must have at most ${max} bytes`,
});
export const unsupportedValue = (field: string, value: unknown, supported: readonly string[]): FieldError => ({
  reason: 'FieldValueNotSupported',
  field,
  message: `Unsupported value: ${formatBadValue(value)}: supported values: ${supported.map((item) => JSON.stringify(item)).join(', ')}`,
});

/** The 422 that kube-apiserver answers with when validation found `errors`. */
export function invalidObject(
  {group, kind}: Pick<NamedResource, 'group' | 'kind'>,
  name: string,
  errors: readonly FieldError[],
): StatusError {
  const texts = errors.map(({field, message}) => `${field}: ${message}`);
  const unique = [...new Set(texts)];
  const list = unique.length === 1 ? unique[0] : `[${unique.join(', ')}]`;
  return new StatusError(422, 'Invalid', `${group === '' ? kind : `${kind}.${group}`} "${name}" is invalid: ${list}`, {
    ...(name === '' ? {} : {name}),
    ...(group === '' ? {} : {group}),
    kind,
    causes: errors.map(({reason, message, field}) => ({reason, message, field})),
  });
}
