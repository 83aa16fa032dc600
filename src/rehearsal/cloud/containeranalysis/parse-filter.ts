/** Which occurrences a list is asked for. */
export interface OccurrenceFilter {
  readonly kinds: readonly string[];
  readonly resources: readonly string[];
}

/** `a="x"`, or several of one field joined by OR, in brackets where they stand beside others. */
const alternatives = (part: string): readonly (readonly [field: string, value: string])[] | undefined => {
  const inner = /^\((.*)\)$/s.exec(part)?.[1] ?? part;
  const found = inner.split(/\s+OR\s+/).map((term) => /^(\w+)\s*=\s*"([^"]*)"$/.exec(term.trim()));
  if (found.includes(null)) return undefined;
  return found.map((match) => [match?.[1] ?? '', match?.[2] ?? ''] as const);
};

/**
 * The part of the filter language that asks for kinds and resources; undefined for all else.
 * https://cloud.google.com/artifact-analysis/docs/investigate-vulnerabilities
 */
export function parseFilter(text: string): OccurrenceFilter | undefined {
  const filter = {kinds: [] as string[], resources: [] as string[]};
  if (text.trim() === '') return filter;
  // A whole expression may stand in brackets of its own.
  const whole = /^\((kind\s*=\s*"[^"]*"\s+AND\s+resourceUrl\s*=\s*"[^"]*")\)$/.exec(text.trim())?.[1] ?? text;
  for (const part of whole.split(/\s+AND\s+/)) {
    const terms = alternatives(part.trim());
    const fields = new Set(terms?.map(([field]) => field));
    if (terms === undefined || fields.size !== 1) return undefined;
    const values = terms.map(([, value]) => value);
    if (fields.has('kind')) filter.kinds.push(...values);
    else if (fields.has('resourceUrl') || fields.has('resource_url')) filter.resources.push(...values);
    else return undefined;
  }
  return filter;
}
