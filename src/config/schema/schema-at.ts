import {z} from 'zod';
import type {FieldPath} from '../load/problem.js';

/** The schema of the field at a path, without its defaults; undefined where there is no such field. */
export function schemaAt(schema: z.ZodType, path: FieldPath): z.ZodType | undefined {
  const field = fieldAt(schema, path);
  return field === undefined ? undefined : unwrap(field);
}

/** One line about a field, as its schema has it. */
export function selectDescription(schema: z.ZodType, path: FieldPath): string | undefined {
  let at: unknown = fieldAt(schema, path);
  while (at instanceof z.ZodType && at.description === undefined && isWrapped(at)) at = at.unwrap();
  return at instanceof z.ZodType ? at.description : undefined;
}

/** The plain value that a field has where it is left out; undefined where there is none or it is larger. */
export function selectDefault(schema: z.ZodType, path: FieldPath): string | number | boolean | undefined {
  const field = fieldAt(schema, path);
  const value: unknown = field instanceof z.ZodDefault ? field.def.defaultValue : undefined;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}

/** The field as it was declared, with its defaults and its description. */
function fieldAt(schema: z.ZodType, path: FieldPath): z.ZodType | undefined {
  let at: unknown = schema;
  for (const part of path) {
    const inner: unknown = unwrap(at as z.ZodType);
    if (inner instanceof z.ZodArray) at = inner.element;
    else if (inner instanceof z.ZodRecord) at = inner.valueType;
    else if (inner instanceof z.ZodObject && Object.hasOwn(inner.shape, part)) at = inner.shape[String(part)];
    else return undefined;
  }
  return at instanceof z.ZodType ? at : undefined;
}

/** Keys that an object's schema knows; empty for everything else. */
export function listKeys(schema: z.ZodType | undefined): readonly string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

/** Paths of all fields of a schema, lists counted once as `[0]`. */
export function listFields(schema: z.ZodType, path: FieldPath = []): FieldPath[] {
  const at = schemaAt(schema, []);
  if (at instanceof z.ZodObject) {
    return Object.entries(at.shape).flatMap(([key, inner]) => [
      [...path, key],
      ...listFields(inner as z.ZodType, [...path, key]),
    ]);
  }
  return at instanceof z.ZodArray ? listFields(at.element as z.ZodType, [...path, 0]) : [];
}

function unwrap(schema: z.ZodType): z.ZodType {
  return isWrapped(schema) ? unwrap(schema.unwrap() as z.ZodType) : schema;
}

function isWrapped(schema: z.ZodType): schema is z.ZodDefault | z.ZodPrefault | z.ZodOptional {
  return schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional;
}
