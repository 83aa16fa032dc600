import {type Document, isAlias, isMap, isNode, isPair, isScalar, isSeq, type Node, type Pair, type YAMLMap} from 'yaml';
import type {FieldPath} from './problem.js';

/** Offset of a value or its key, or of the nearest key around it. */
export function findOffset(document: Document, path: FieldPath, isAboutKey: boolean): number | undefined {
  for (let length = path.length; length > 0; length--) {
    const parent = findNode(document, path.slice(0, length - 1));
    const pair = isMap(parent) ? findPair(document, parent, path[length - 1]) : undefined;
    const node = findNode(document, path.slice(0, length));
    const isWhole = length === path.length;
    const chosen = (isWhole && !isAboutKey) || pair === undefined ? node : pair.key;
    const offset = isNode(chosen) ? chosen.range?.[0] : undefined;
    if (offset !== undefined) return offset;
  }
  return undefined;
}

/** The node at a path, aliases and merge keys followed. */
export function findNode(document: Document, path: FieldPath): Node | undefined {
  let at: unknown = document.contents;
  for (const part of path) {
    if (isAlias(at)) at = at.resolve(document);
    if (isMap(at)) at = findPair(document, at, part)?.value;
    else at = isSeq(at) && typeof part === 'number' ? at.items[part] : undefined;
  }
  if (isAlias(at)) return at.resolve(document);
  return isNode(at) ? at : undefined;
}

function findPair(document: Document, map: YAMLMap, key: PropertyKey | undefined): Pair | undefined {
  const own = map.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(key));
  if (own !== undefined) return own;
  for (const item of map.items) {
    if (!isScalar(item.key) || String(item.key.source) !== '<<') continue;
    const merged = isSeq(item.value) ? item.value.items : [item.value];
    for (const source of merged) {
      const inner = isAlias(source) ? source.resolve(document) : source;
      const pair = isMap(inner) ? findPair(document, inner, key) : undefined;
      if (pair !== undefined) return pair;
    }
  }
  return undefined;
}
