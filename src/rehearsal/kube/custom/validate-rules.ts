import {CelError} from '../cel/cel-functions.js';
import {evaluateCel, findUnknownFunctions, mentionsName} from '../cel/evaluate-cel.js';
import {type CelNode, parseCel} from '../cel/parse-cel.js';
import {CelSyntaxError} from '../cel/read-tokens.js';
import type {FieldError} from '../http/field-error.js';
import type {Open} from '../object/kube-object.js';
import {isRecord} from '../object/plain-values.js';

/** A rule, parsed; or why it is not evaluated here. */
type ReadRule = {readonly node: CelNode} | {readonly why: string};

const known = new Map<string, ReadRule>();

function readRule(rule: string): ReadRule {
  const found = known.get(rule);
  if (found) return found;
  let read: ReadRule;
  try {
    const node = parseCel(rule);
    const unknown = findUnknownFunctions(node);
    read = unknown.length > 0 ? {why: `it calls ${unknown.join(', ')}`} : {node};
  } catch (error) {
    if (!(error instanceof CelSyntaxError)) throw error;
    read = {why: error.message};
  }
  known.set(rule, read);
  return read;
}

/** A value as rule violations show it: scalars as they are, all else by kind. */
const showValue = (value: Open) =>
  Array.isArray(value) ? '"array"' : isRecord(value) ? '"object"' : JSON.stringify(value);

function selectMessage({rule, message, messageExpression}: Open, scope: Record<string, Open>): string {
  if (messageExpression) {
    const read = readRule(messageExpression);
    try {
      const text = 'node' in read ? evaluateCel(read.node, scope) : undefined;
      if (typeof text === 'string' && text.trim() !== '') return text;
    } catch (error) {
      if (!(error instanceof CelError)) throw error;
    }
  }
  return message ?? `failed rule: ${rule}`;
}

function checkRule(rule: Open, value: Open, old: Open, path: string): FieldError[] {
  const read = readRule(rule.rule);
  if (!('node' in read)) return [];
  if (mentionsName(read.node, 'oldSelf') && old === undefined) return [];
  const scope = {self: value, ...(old === undefined ? {} : {oldSelf: old})};
  const refuse = (message: string): FieldError[] => [
    {
      reason: rule.reason ?? 'FieldValueInvalid',
      field: path === '' ? '<nil>' : path,
      message:
        rule.reason === 'FieldValueRequired'
          ? `Required value: ${message}`
          : rule.reason === 'FieldValueForbidden'
            ? `Forbidden: ${message}`
            : `Invalid value: ${showValue(value)}: ${message}`,
    },
  ];
  try {
    return evaluateCel(read.node, scope) === true ? [] : refuse(selectMessage(rule, scope));
  } catch (error) {
    if (!(error instanceof CelError)) throw error;
    return refuse(`rule evaluation error: ${error.message} evaluating rule: ${rule.message ?? rule.rule}`);
  }
}

function findOldItem(item: Open, old: Open, schema: Open): Open {
  if (schema['x-kubernetes-list-type'] !== 'map' || !Array.isArray(old)) return undefined;
  const keys: readonly string[] = schema['x-kubernetes-list-map-keys'] ?? [];
  return old.find((other) => keys.every((key) => other?.[key] === item?.[key]));
}

/** What the rules (`x-kubernetes-validations`) of a schema find wrong with a value; `old` is what it was before. */
export function validateRules(value: Open, old: Open, schema: Open, path: string): FieldError[] {
  if (value === undefined || value === null || !schema) return [];
  const own = (schema['x-kubernetes-validations'] ?? []).flatMap((rule: Open) => checkRule(rule, value, old, path));
  if (Array.isArray(value))
    return [
      ...own,
      ...value.flatMap((item, index) =>
        validateRules(item, findOldItem(item, old, schema), schema.items, `${path}[${index}]`),
      ),
    ];
  if (!isRecord(value)) return own;
  const below = Object.entries(value).flatMap(([name, child]) => {
    const declared =
      schema.properties?.[name] ?? (isRecord(schema.additionalProperties) ? schema.additionalProperties : undefined);
    return declared ? validateRules(child, old?.[name], declared, path === '' ? name : `${path}.${name}`) : [];
  });
  return [...own, ...below];
}

/** Warnings of the rules that are not evaluated here, so that nobody takes silence for consent. */
export function listUnservedRules(schema: Open, path: string): string[] {
  if (!isRecord(schema)) return [];
  const own = ((schema['x-kubernetes-validations'] ?? []) as readonly Open[]).flatMap(({rule}) => {
    const read = readRule(rule);
    return 'why' in read
      ? [`${path}: the rehearsal does not evaluate the rule ${JSON.stringify(rule)}: ${read.why}`]
      : [];
  });
  const properties = Object.entries<Open>(schema.properties ?? {}).flatMap(([name, property]) =>
    listUnservedRules(property, `${path}.${name}`),
  );
  const items = schema.items ? listUnservedRules(schema.items, `${path}[]`) : [];
  return [
    ...own,
    ...properties,
    ...items,
    ...(isRecord(schema.additionalProperties) ? listUnservedRules(schema.additionalProperties, `${path}.*`) : []),
  ];
}
