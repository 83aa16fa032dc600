import type {Clock} from '../model/ports/local.js';
import type {Lingering} from '../model/step.js';
import type {StepInstance} from '../plan/select-instances.js';

/** All keys that come before `key`, directly or through others. */
export function selectAncestors(key: string, instances: ReadonlyMap<string, StepInstance>): Set<string> {
  const found = new Set<string>();
  const visit = (current: string) => {
    for (const need of instances.get(current)?.needs ?? []) {
      if (found.has(need)) continue;
      found.add(need);
      visit(need);
    }
  };
  visit(key);
  return found;
}

/** What steps before `key` that changed something a short while ago may still cause. `changedAt` holds when each did. */
export function selectLingering(
  key: string,
  instances: ReadonlyMap<string, StepInstance>,
  changedAt: ReadonlyMap<string, number>,
  clock: Pick<Clock, 'now' | 'patience'>,
): Lingering[] {
  const found: Array<{readonly lingering: Lingering; readonly at: number}> = [];
  for (const ancestor of [key, ...selectAncestors(key, instances)]) {
    const lingering = instances.get(ancestor)?.step.lingering;
    const at = changedAt.get(ancestor);
    if (lingering !== undefined && at !== undefined && clock.now() - at < lingering.minutes * 60_000 * clock.patience)
      found.push({lingering, at});
  }
  // The latest change is the likeliest cause, and the one that is named.
  return found.sort((a, b) => b.at - a.at).map(({lingering}) => lingering);
}
