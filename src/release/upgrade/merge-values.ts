import {type Document, isMap, isPair, isScalar, type Node, type Pair, parseDocument, type YAMLMap} from 'yaml';
import {isEqual} from '../../model/is-equal.js';
import type {ValueConflict} from '../../model/release-difference.js';
import {formatValue} from './diff-values.js';

/** Values of one deployment as texts: what the installer last wrote, what stands now, what it would write next. */
export interface ValuesTexts {
  readonly base: string;
  readonly standing: string;
  readonly next: string;
}

export interface ValuesMerge {
  readonly text: string;
  /** Paths at which the operator's edit differs from what the release would write. */
  readonly keptEdits: readonly string[];
  readonly conflicts: readonly ValueConflict[];
}

type Entry = Pair<Node, Node | null>;

/** Every scalar is only text to this schema, so that what nobody changed is written as it was read. */
const read = (text: string) => parseDocument(text, {schema: 'failsafe', uniqueKeys: false});

const keyOf = (entry: Entry) => (isScalar(entry.key) ? String(entry.key.value) : String(entry.key));
const entriesOf = (node: unknown): readonly Entry[] =>
  isMap(node) ? (node.items as unknown[]).filter((item): item is Entry => isPair(item)) : [];
const find = (node: unknown, key: string) => entriesOf(node).find((entry) => keyOf(entry) === key);
const plain = (node: unknown): unknown => {
  if (isMap(node)) return Object.fromEntries(entriesOf(node).map((entry) => [keyOf(entry), plain(entry.value)]));
  return node === undefined || node === null ? undefined : (node as {toJSON(): unknown}).toJSON();
};
const isSame = (left: Entry | undefined, right: Entry | undefined) =>
  left === undefined || right === undefined ? left === right : isEqual(plain(left.value), plain(right.value));

interface Merging {
  readonly keptEdits: string[];
  readonly conflicts: ValueConflict[];
}

/** What somebody wrote beside a value belongs to it, and stays where the installer had written something else or nothing. */
function keepComments(base: Entry | undefined, standing: Entry, next: Entry): void {
  const carry = (from: Node | null | undefined, before: Node | null | undefined, to: Node | null | undefined) => {
    if (!from || !to) return;
    if (from.commentBefore && from.commentBefore !== before?.commentBefore) to.commentBefore = from.commentBefore;
    if (from.comment && from.comment !== before?.comment) to.comment = from.comment;
  };
  carry(standing.key, base?.key, next.key);
  carry(standing.value, base?.value, next.value);
}

function mergeEntry(
  map: YAMLMap,
  path: string,
  {base, standing, next}: {base: Entry | undefined; standing: Entry | undefined; next: Entry | undefined},
  merging: Merging,
): void {
  if (standing && next && isMap(standing.value) && isMap(next.value)) {
    mergeMaps(next.value, path, {base: base?.value, standing: standing.value, next: next.value}, merging);
    keepComments(base, standing, next);
    return;
  }
  if (isSame(base, standing) || isSame(standing, next)) {
    if (standing && next) keepComments(base, standing, next);
    return;
  }
  // Somebody has edited it: their value stands, whatever the release says.
  const offered = next === undefined ? undefined : formatValue(path, plain(next.value));
  const isContested = !isSame(base, next);
  const kept = standing === undefined ? '(removed)' : formatValue(path, plain(standing.value));
  if (isContested) merging.conflicts.push({path, kept, ...(offered === undefined ? {} : {offered})});
  else merging.keptEdits.push(path);
  if (standing === undefined) map.delete(next?.key);
  else if (next === undefined) map.items.push(standing as (typeof map.items)[number]);
  else {
    next.value = standing.value;
    keepComments(base, standing, next);
  }
}

function mergeMaps(
  map: YAMLMap,
  path: string,
  nodes: {readonly base: unknown; readonly standing: unknown; readonly next: unknown},
  merging: Merging,
): void {
  const keys = new Set([nodes.next, nodes.standing, nodes.base].flatMap((node) => entriesOf(node).map(keyOf)));
  for (const key of keys) {
    const [base, standing, next] = [nodes.base, nodes.standing, nodes.next].map((node) => find(node, key));
    mergeEntry(map, path === '' ? key : `${path}.${key}`, {base, standing, next}, merging);
  }
}

/** Lists stand with their dashes below the key or further in, as the text has them. */
const indentsLists = (text: string) => !/^( *)[^\s#-].*:[ \t]*\r?\n\1- /m.test(text);

/**
 * The next values with everything that the operator has edited in the standing ones: values, removals, additions
 * and comments. An edit wins over a change of the release, and is then told as a conflict. Lists are one value.
 */
export function mergeValues({base, standing, next}: ValuesTexts): ValuesMerge {
  if (standing === base || standing === next) return {text: next, keptEdits: [], conflicts: []};
  const [before, mine, result] = [base, standing, next].map(read) as [Document, Document, Document];
  if (!isMap(result.contents) || !isMap(mine.contents)) return {text: next, keptEdits: [], conflicts: []};
  const merging: Merging = {keptEdits: [], conflicts: []};
  mergeMaps(
    result.contents as YAMLMap,
    '',
    {base: before.contents, standing: mine.contents, next: result.contents},
    merging,
  );
  if (mine.commentBefore && mine.commentBefore !== before.commentBefore) result.commentBefore = mine.commentBefore;
  return {text: result.toString({lineWidth: 0, indentSeq: indentsLists(next)}), ...merging};
}
