import {z} from 'zod';
import {isPlainObject} from './plain-data.js';

/** A value with its defaults and without what is wrong by itself; lists keep their length. */
export function createView(schema: z.ZodType, value: unknown): unknown {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional) {
    return value === undefined ? schema.safeParse(undefined).data : createView(schema.unwrap() as z.ZodType, value);
  }
  if (schema instanceof z.ZodObject) {
    if (!isPlainObject(value)) return undefined;
    return Object.fromEntries(
      Object.entries(schema.shape).map(([key, inner]) => [key, createView(inner as z.ZodType, value[key])]),
    );
  }
  if (schema instanceof z.ZodArray) {
    const element = schema.element as z.ZodType;
    const blank = element instanceof z.ZodObject ? {} : undefined;
    return Array.isArray(value) ? value.map((item) => createView(element, item) ?? blank) : undefined;
  }
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}
