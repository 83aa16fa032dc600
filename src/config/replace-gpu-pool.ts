import {isMap, isScalar, isSeq, parseDocument, type YAMLMap, type YAMLSeq} from 'yaml';
import type {PlainObject} from './load/plain-data.js';

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Brings one entry to what it shall say; keys that say it already stay as they are, comments and all. */
function update(entry: YAMLMap, pool: PlainObject): void {
  const present = entry.toJSON() as PlainObject;
  for (const key of Object.keys(present)) if (pool[key] === undefined) entry.delete(key);
  for (const [key, value] of Object.entries(pool))
    if (value !== undefined && !isSame(present[key], value)) entry.set(key, value);
}

function findEntry(list: YAMLSeq, name: string): number {
  return list.items.findIndex((item) => {
    if (!isMap(item)) return false;
    const found = item.get('name', true);
    return isScalar(found) && found.value === name;
  });
}

/**
 * The text of a configuration with another entry for the pool of that name, or without it where there is none to be.
 * Everything else, comments and their places included, is as it was.
 */
export function replaceGpuPool(text: string, name: string, pool: PlainObject | undefined): string {
  const document = parseDocument(text);
  const style = {lineWidth: 0, flowCollectionPadding: /[{[] /.test(text)};
  const given = document.get('gpuPools', true);
  if (!isSeq(given)) {
    if (pool === undefined) return text;
    document.set('gpuPools', document.createNode([pool]));
    return document.toString(style);
  }
  const index = findEntry(given, name);
  const entry = given.items[index];
  if (pool === undefined) {
    if (index < 0) return text;
    given.items.splice(index, 1);
    if (given.items.length === 0) given.flow = true;
  } else if (isMap(entry)) {
    if (isSame(entry.toJSON(), pool)) return text;
    update(entry, pool);
  } else {
    given.flow = false;
    given.add(document.createNode(pool));
  }
  return document.toString(style);
}
