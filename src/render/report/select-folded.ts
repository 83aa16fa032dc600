import type {Finding} from '../../model/finding.js';

/** Ids of the checks that each root explains, in the order of the findings. */
export function selectFolded(findings: readonly Finding[]): ReadonlyMap<string, readonly string[]> {
  const folded = new Map<string, string[]>();
  for (const {id, because} of findings) {
    if (because === undefined) continue;
    const ids = folded.get(because) ?? [];
    if (!ids.includes(id)) ids.push(id);
    folded.set(because, ids);
  }
  return folded;
}
