import type {Check} from '../../model/finding.js';
import {matchGlob} from '../../model/match-glob.js';

/** Which checks are wanted, by globs over ids; all where `only` is empty. */
export interface CheckChoice {
  readonly only: readonly string[];
  readonly skip: readonly string[];
}

/** Globs that no check matches: a typing error would otherwise look like a pass. */
export function findIdleGlobs(checks: readonly Check[], {only, skip}: CheckChoice): readonly string[] {
  return [...only, ...skip].filter((glob) => !checks.some(({id}) => matchGlob(glob, id)));
}

/** The wanted checks with all that they need, in their own order: without its root a failure would be blamed on a dependant. */
export function selectChecks(checks: readonly Check[], {only, skip}: CheckChoice): readonly Check[] {
  const byId = new Map(checks.map((check) => [check.id, check]));
  const chosen = new Set<string>();
  const choose = (id: string) => {
    if (chosen.has(id) || skip.some((glob) => matchGlob(glob, id))) return;
    chosen.add(id);
    for (const need of byId.get(id)?.needs ?? []) choose(need);
  };
  for (const {id} of checks) if (only.length === 0 || only.some((glob) => matchGlob(glob, id))) choose(id);
  return checks.filter(({id}) => chosen.has(id));
}
