import type {Open} from '../object/kube-object.js';

/**
 * A set of paths as `fieldsV1` writes them: `f:name` a field, `k:{…}` a list item by its keys, `v:…` an item of a
 * set. A path is a member where its node says so; a node without children always is.
 */
export interface FieldSet {
  isMember: boolean;
  readonly children: Map<string, FieldSet>;
}

export const createFieldSet = (): FieldSet => ({isMember: false, children: new Map()});

/** Reads `fieldsV1`. */
function readFieldSet(json: Open): FieldSet {
  const entries = Object.entries<Open>(json ?? {});
  const set: FieldSet = {isMember: entries.length === 0 || '.' in json, children: new Map()};
  for (const [element, child] of entries) if (element !== '.') set.children.set(element, readFieldSet(child));
  return set;
}

/** Reads the `fieldsV1` of a whole object, whose root is never a member. */
export function readRootSet(json: Open): FieldSet {
  return {...readFieldSet(json), isMember: false};
}

/** Frozen `fieldsV1` and their texts, by text: most objects of a kind are owned alike. */
const formatted = new Map<string, {readonly json: Open; readonly text: string}>();
const formattedLimit = 4096;

function formatBranch(set: FieldSet): {readonly json: Open; readonly text: string} {
  const json: Record<string, Open> = {};
  let text = '';
  if (set.isMember && set.children.size > 0) {
    json['.'] = leaf;
    text = '.';
  }
  for (const element of [...set.children.keys()].sort()) {
    const below = formatBranch(set.children.get(element)!);
    json[element] = below.json;
    text += `${element}\0{${below.text}}`;
  }
  const known = formatted.get(text);
  if (known) return known;
  if (formatted.size >= formattedLimit) formatted.clear();
  const branch = {json: Object.freeze(json), text};
  formatted.set(text, branch);
  return branch;
}

/** Writes `fieldsV1`, elements in order. Equal branches are one frozen object. */
export function formatFieldSet(set: FieldSet): Open {
  return formatBranch(set).json;
}

const leaf = Object.freeze({});

const isMemberOf = (json: Open) => '.' in json || Object.keys(json).length === 0;

/** Whether stored `fieldsV1` may share members with a set. True where one lies above or below the other, too. */
export function touches(json: Open, set: FieldSet): boolean {
  for (const [element, child] of set.children) {
    const below = json[element];
    if (below !== undefined && (child.isMember || touches(below, child))) return true;
  }
  return false;
}

/** Whether stored `fieldsV1` has every member of a set. */
export function covers(json: Open, set: FieldSet): boolean {
  for (const [element, child] of set.children) {
    const below = json[element];
    if (below === undefined || (child.isMember && !isMemberOf(below)) || !covers(below, child)) return false;
  }
  return true;
}

export function addPath(set: FieldSet, path: readonly string[]): void {
  let node = set;
  for (const element of path) {
    const next = node.children.get(element) ?? createFieldSet();
    node.children.set(element, next);
    node = next;
  }
  node.isMember = true;
}

export const isEmptySet = ({isMember, children}: FieldSet): boolean => !isMember && children.size === 0;

function combine(
  left: FieldSet | undefined,
  right: FieldSet | undefined,
  isKept: (inLeft: boolean, inRight: boolean) => boolean,
): FieldSet {
  const result: FieldSet = {isMember: isKept(left?.isMember ?? false, right?.isMember ?? false), children: new Map()};
  const add = (element: string) => {
    const child = combine(left?.children.get(element), right?.children.get(element), isKept);
    if (!isEmptySet(child)) result.children.set(element, child);
  };
  if (left) for (const element of left.children.keys()) add(element);
  if (right) for (const element of right.children.keys()) if (!left?.children.has(element)) add(element);
  return result;
}

export const uniteSets = (left: FieldSet, right: FieldSet) =>
  combine(left, right, (inLeft, inRight) => inLeft || inRight);
export const subtractSet = (left: FieldSet, right: FieldSet) =>
  combine(left, right, (inLeft, inRight) => inLeft && !inRight);
export const intersectSets = (left: FieldSet, right: FieldSet) =>
  combine(left, right, (inLeft, inRight) => inLeft && inRight);

/** Takes away whole branches: every member of `branches` with all that is below it. */
export function subtractBranches(set: FieldSet, branches: FieldSet): FieldSet {
  const result: FieldSet = {isMember: set.isMember, children: new Map()};
  for (const [element, child] of set.children) {
    const branch = branches.children.get(element);
    if (branch?.isMember) continue;
    const rest = branch ? subtractBranches(child, branch) : child;
    if (!isEmptySet(rest)) result.children.set(element, rest);
  }
  return result;
}

export function isSameSet(left: FieldSet, right: FieldSet): boolean {
  if (left.isMember !== right.isMember || left.children.size !== right.children.size) return false;
  for (const [element, child] of left.children) {
    const other = right.children.get(element);
    if (!other || !isSameSet(child, other)) return false;
  }
  return true;
}

/** One element as messages write it: `.spec`, `[name="web"]`, `[="x"]`. */
function formatElement(element: string): string {
  const text = element.slice(2);
  if (element.startsWith('f:')) return `.${text}`;
  if (element.startsWith('v:')) return `[=${text}]`;
  if (element.startsWith('i:')) return `[${text}]`;
  const keys = Object.entries<Open>(JSON.parse(text)).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
  return `[${keys.join(',')}]`;
}

/** The members of a set as paths in messages, such as `.spec.containers[name="web"].image`. */
export function listPaths(set: FieldSet, prefix = ''): string[] {
  const below = [...set.children.keys()]
    .sort()
    .flatMap((element) => listPaths(set.children.get(element)!, `${prefix}${formatElement(element)}`));
  return set.isMember ? [prefix, ...below] : below;
}
