function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The JSON merge patch (RFC 7396) that makes `to` out of `from`; undefined where they are equal. */
export function createMergePatch(from: unknown, to: unknown): unknown {
  if (JSON.stringify(from) === JSON.stringify(to)) return undefined;
  if (!isRecord(from) || !isRecord(to)) return to;
  const entries = [...new Set([...Object.keys(from), ...Object.keys(to)])].flatMap((key): Array<[string, unknown]> => {
    if (!(key in to)) return [[key, null]];
    const patch = createMergePatch(from[key], to[key]);
    return patch === undefined ? [] : [[key, patch]];
  });
  return Object.fromEntries(entries);
}
