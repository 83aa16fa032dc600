import {fieldManager} from '../../model/field-manager.js';
import {isEqual} from '../../model/is-equal.js';
import type {KubeObject} from '../../model/ports/kube.js';

interface ManagedFields {
  readonly manager?: string;
  readonly operation?: string;
  readonly apiVersion?: string;
  readonly subresource?: string;
  readonly fieldsV1?: FieldSet;
}

/** Paths as the server keeps them: `f:` a field, `k:` an item by its keys, `v:` an item by its value, `.` the thing itself. */
interface FieldSet {
  readonly [path: string]: FieldSet;
}

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isEmpty = (value: object) => Object.keys(value).length === 0;

/** Whether an item may be the one of these keys; a key that is left out has a default that only the server knows. */
const hasKeys = (item: unknown, keys: Readonly<Record<string, unknown>>): boolean =>
  isFields(item) && Object.entries(keys).every(([key, value]) => item[key] === undefined || item[key] === value);

const pathsOf = (owned: FieldSet) => Object.entries(owned).filter(([path]) => path !== '.');

function areItemsAsOwned(owned: FieldSet, wanted: readonly unknown[], standing: readonly unknown[]): boolean {
  const left = [...wanted];
  const paths = pathsOf(owned);
  return (
    paths.length === wanted.length &&
    paths.every(([path, below]) => {
      const name = JSON.parse(path.slice(2)) as unknown;
      if (!isFields(name)) return path.startsWith('v:') && left.includes(name) && standing.includes(name);
      const index = left.findIndex((item) => hasKeys(item, name));
      const there = standing.find((item) => hasKeys(item, name));
      if (index < 0 || there === undefined) return false;
      const [item] = left.splice(index, 1);
      return isAsOwned(below, item, there);
    })
  );
}

/** Whether a set of fields is exactly what a value says, no field more and none less, and whether what stands is the same. */
function isAsOwned(owned: FieldSet, wanted: unknown, standing: unknown): boolean {
  // A single value, or one that is exchanged as a whole: there a field that is no longer wanted would go, too.
  if (isEmpty(owned)) return isEqual(wanted, standing);
  if (Array.isArray(wanted)) return Array.isArray(standing) && areItemsAsOwned(owned, wanted, standing);
  if (!isFields(wanted) || !isFields(standing)) return false;
  const paths = pathsOf(owned);
  return (
    paths.length === Object.keys(wanted).length &&
    paths.every(([path, below]) => {
      const key = path.slice(2);
      return path.startsWith('f:') && Object.hasOwn(wanted, key) && isAsOwned(below, wanted[key], standing[key]);
    })
  );
}

/**
 * Whether an object stands as it was applied from here: its fields are the ones that are still ours, and have the wanted
 * values. An apply would then change nothing, and need not be tried. Whoever changes a field takes it over, and a field
 * that goes is nobody's: in doubt the answer is no.
 * https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management
 */
export function isAsApplied(object: KubeObject, standing: KubeObject): boolean {
  const {apiVersion, kind, metadata, ...content} = object;
  const entries = (standing.metadata.managedFields ?? []) as readonly ManagedFields[];
  const own = entries.filter(({manager, operation}) => manager === fieldManager && operation === 'Apply');
  const [entry] = own;
  if (entry?.fieldsV1 === undefined || own.length !== 1) return false;
  if (entry.apiVersion !== apiVersion || entry.subresource !== undefined) return false;
  // The server keeps no account of what names an object.
  const {name, namespace, ...described} = metadata;
  const wanted = {...content, ...(isEmpty(described) ? {} : {metadata: described})};
  return isAsOwned(entry.fieldsV1, wanted, standing);
}
