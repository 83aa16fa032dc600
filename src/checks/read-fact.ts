import type {Facts} from '../model/finding.js';
import type {Probe} from './probes/probe.js';

/** The value that a probe brought; the caller names it among its own, and the evaluator has seen that it is known. */
export function readFact<T>(facts: Facts, probe: Probe<T>): T {
  const fact = facts[probe.id];
  if (fact?.state !== 'known') throw new Error(`fact ${probe.id} was read without being declared`);
  return fact.value as T;
}
