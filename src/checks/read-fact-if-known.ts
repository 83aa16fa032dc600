import type {Facts} from '../model/finding.js';
import type {Probe} from './probes/probe.js';

/** The value that a probe brought, where it could look: for what a judgement gets better by and does not stand on. */
export function readFactIfKnown<T>(facts: Facts, probe: Probe<T>): T | undefined {
  const fact = facts[probe.id];
  return fact?.state === 'known' ? (fact.value as T) : undefined;
}
