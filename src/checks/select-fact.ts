import type {Facts} from '../model/finding.js';

/** The value of a fact that the caller has declared as its probe; the evaluator has seen that it is known. */
export function selectFact<T>(facts: Facts, probe: string): T {
  const fact = facts[probe];
  if (fact?.state !== 'known') throw new Error(`fact ${probe} was read without being declared`);
  return fact.value as T;
}
