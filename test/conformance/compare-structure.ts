/** One key path in which two JSON values differ. */
export interface StructureDifference {
  /** Such as `nodePools[].config.taints[].key`; empty for the value itself. */
  readonly path: string;
  readonly kind: 'missing' | 'extra' | 'type';
}

export interface StructureComparison {
  /** Key paths of both together. */
  readonly paths: number;
  /** Those that both have, with the same type. */
  readonly equal: number;
  readonly differences: readonly StructureDifference[];
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
}

/** Key paths of a JSON value with their types; the elements of an array are taken together. */
function listPaths(value: unknown, path: string, into: Map<string, Set<string>>): Map<string, Set<string>> {
  const types = into.get(path) ?? new Set();
  into.set(path, types.add(typeOf(value)));
  if (Array.isArray(value)) for (const one of value) listPaths(one, `${path}[]`, into);
  else if (value !== null && typeof value === 'object') {
    for (const [key, one] of Object.entries(value)) listPaths(one, path ? `${path}.${key}` : key, into);
  }
  return into;
}

/** Compares the key paths and types of a recorded JSON value with those of an answer; values do not count. */
export function compareStructure(recorded: unknown, answered: unknown): StructureComparison {
  const expected = listPaths(recorded, '', new Map());
  const actual = listPaths(answered, '', new Map());
  const all = new Set([...expected.keys(), ...actual.keys()]);
  const differences: StructureDifference[] = [];
  for (const path of all) {
    const [want, got] = [expected.get(path), actual.get(path)];
    if (!got) differences.push({path, kind: 'missing'});
    else if (!want) differences.push({path, kind: 'extra'});
    else if ([...want].sort().join() !== [...got].sort().join()) differences.push({path, kind: 'type'});
  }
  return {paths: all.size, equal: all.size - differences.length, differences};
}
