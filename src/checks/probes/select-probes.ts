import type {Check} from '../../model/finding.js';
import type {Probe} from './probe.js';

/** The probes that these checks read, each once. */
export function selectProbes(checks: readonly Check[]): readonly Probe[] {
  const byId = new Map<string, Probe>();
  // A check names its probes as values, so that what it reads is typed; the model knows them by id alone.
  for (const check of checks) for (const probe of check.probes) byId.set(probe.id, probe as Probe);
  return [...byId.values()];
}
