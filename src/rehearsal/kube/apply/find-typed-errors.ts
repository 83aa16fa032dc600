import type {Open} from '../object/kube-object.js';
import {isRecord} from '../object/plain-values.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';
import {type FieldType, selectResourceType} from './field-type.js';
import {formatKeyElement} from './list-elements.js';

type ListType = Extract<FieldType, {kind: 'list'}>;

/** A value as Go's `%#v` shows it. */
function formatGoValue(value: Open): string {
  if (Array.isArray(value)) return `[]interface {}{${value.map(formatGoValue).join(', ')}}`;
  if (!isRecord(value)) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, child]) => `${JSON.stringify(key)}:${formatGoValue(child)}`);
  return `map[string]interface {}{${entries.sort().join(', ')}}`;
}

/** A value as Go's `%v` shows it. */
function formatPlainValue(value: Open): string {
  if (Array.isArray(value)) return `[${value.map(formatPlainValue).join(' ')}]`;
  if (!isRecord(value)) return String(value);
  const entries = Object.entries(value).map(([key, child]) => `${key}:${formatPlainValue(child)}`);
  return `map[${entries.sort().join(' ')}]`;
}

function formatGoType(value: Open): string {
  if (Array.isArray(value)) return '[]interface {}';
  return isRecord(value) ? 'map[string]interface {}' : typeof value === 'boolean' ? 'bool' : typeof value;
}

/** https://github.com/kubernetes-sigs/structured-merge-diff/blob/v4.2.3/typed/helpers.go */
function explainScalar(value: Open, scalar: string): string | undefined {
  if (scalar === 'string' && typeof value !== 'string')
    return `expected string, got &value.valueUnstructured{Value:${formatGoValue(value)}}`;
  if (scalar === 'numeric' && typeof value !== 'number')
    return `expected numeric (int or float), got ${formatGoType(value)}`;
  if (scalar === 'boolean' && typeof value !== 'boolean') return `expected boolean, got &{${formatPlainValue(value)}}`;
  return undefined;
}

const formatKeys = (element: string): string =>
  element.startsWith('v:')
    ? `[${element.slice(1).replace(/^:/, '=')}]`
    : `[${Object.entries<Open>(JSON.parse(element.slice(2)))
        .map(([key, given]) => `${key}=${JSON.stringify(given)}`)
        .join(',')}]`;

function findInList(list: readonly Open[], type: ListType | {readonly kind: 'set'}, path: string): string[] {
  const seen = new Set<string>();
  return list.flatMap((item, index) => {
    if (type.kind === 'list') {
      if (!isRecord(item))
        return [`${path}: element ${index}: associative list with keys may not have non-map elements`];
      const omitted = type.keys.find((key) => item[key] === undefined && type.keyDefaults[key] === undefined);
      if (omitted !== undefined)
        return [
          `${path}: element ${index}: associative list with keys has an element that omits key field "${omitted}" (and doesn't have default value)`,
        ];
    }
    const element = type.kind === 'set' ? `v:${JSON.stringify(item)}` : formatKeyElement(item, type);
    const keys = formatKeys(element);
    const repeated = seen.has(element) ? [`${path}: duplicate entries for key ${keys}`] : [];
    seen.add(element);
    return [...repeated, ...(type.kind === 'list' ? find(item, type.item, `${path}${keys}`) : [])];
  });
}

function find(value: Open, type: FieldType, path: string): string[] {
  if (value === null || value === undefined) return [];
  const refuse = (wanted: string) => [`${path}: expected ${wanted}, got &{${formatPlainValue(value)}}`];
  switch (type.kind) {
    case 'map':
      if (!isRecord(value)) return refuse('map');
      return Object.entries(value).flatMap(([name, child]) => {
        const childType = type.fieldOf(name);
        return childType
          ? find(child, childType, `${path}.${name}`)
          : [`${path}.${name}: field not declared in schema`];
      });
    case 'list':
    case 'set':
      return Array.isArray(value) ? findInList(value, type, path) : refuse('list');
    case 'leaf': {
      const why = type.scalar && explainScalar(value, type.scalar);
      return why ? [`${path}: ${why}`] : [];
    }
    default:
      return [];
  }
}

/** What of a configuration does not have its resource's type, in Go's words; applying such a configuration fails as a whole. */
export function findTypedErrors(resource: ResourceDefinition, configuration: Open): string | undefined {
  const errors = find(configuration, selectResourceType(resource), '');
  return errors.length > 1 ? `errors:\n${errors.map((error) => `  ${error}`).join('\n')}` : errors[0];
}
