import type {Open} from '../object/kube-object.js';
import {cloneValue, isRecord, isSameValue} from '../object/plain-values.js';

/** One operation of a JSON patch. https://www.rfc-editor.org/rfc/rfc6902 */
interface JsonPatchOperation {
  readonly op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
  readonly path: string;
  readonly from?: string;
  readonly value?: Open;
}

/** An operation that does not apply; the API server answers it with 422. */
export class JsonPatchError extends Error {}

const readPointer = (pointer: string) =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'));

function step(container: Open, key: string): Open {
  const next = Array.isArray(container) ? container[Number(key)] : isRecord(container) ? container[key] : undefined;
  if (next === undefined) throw new JsonPatchError(`missing path: ${key}`);
  return next;
}

const findParent = (root: Open, path: readonly string[]) => path.slice(0, -1).reduce(step, root);

function remove(root: Open, path: readonly string[]): Open {
  const parent = findParent(root, path);
  const key = path.at(-1)!;
  const removed = step(parent, key);
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
  return removed;
}

function add(root: Open, path: readonly string[], value: Open): Open {
  if (path.length === 0) return value;
  const parent = findParent(root, path);
  const key = path.at(-1)!;
  if (Array.isArray(parent)) {
    const index = key === '-' ? parent.length : Number(key);
    if (!Number.isInteger(index) || index < 0 || index > parent.length)
      throw new JsonPatchError(`invalid index: ${key}`);
    parent.splice(index, 0, value);
  } else if (isRecord(parent)) parent[key] = value;
  else throw new JsonPatchError(`missing path: ${key}`);
  return root;
}

/** Applies the operations in order to a copy of `target`; throws `JsonPatchError` where one does not apply. */
export function applyJsonPatch(target: Open, operations: readonly JsonPatchOperation[]): Open {
  let root = cloneValue(target);
  for (const {op, path: pointer, from, value} of operations) {
    const path = readPointer(pointer);
    if (op === 'add') root = add(root, path, cloneValue(value));
    else if (op === 'remove') remove(root, path);
    else if (op === 'replace') {
      if (path.length > 0) remove(root, path);
      root = add(root, path, cloneValue(value));
    } else if (op === 'move') root = add(root, path, remove(root, readPointer(from ?? '')));
    else if (op === 'copy') root = add(root, path, cloneValue(readPointer(from ?? '').reduce(step, root)));
    else if (op === 'test') {
      if (!isSameValue(path.length === 0 ? root : step(findParent(root, path), path.at(-1)!), value))
        throw new JsonPatchError(`testing value ${pointer} failed`);
    } else throw new JsonPatchError(`unexpected kind: ${op}`);
  }
  return root;
}
