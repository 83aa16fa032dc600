import {CloudFailure} from '../../model/cloud-failure.js';
import type {Fact, Facts} from '../../model/finding.js';
import type {Probe, ProbeInputs} from './probe.js';

/** Asks every probe side by side. What could not be looked at is a fact of its own, never an empty list. */
export async function collectFacts(probes: readonly Probe[], inputs: ProbeInputs): Promise<Facts> {
  const entries = await Promise.all(
    probes.map(async (probe): Promise<[string, Fact]> => {
      try {
        return [probe.id, {state: 'known', value: await probe.collect(inputs)}];
      } catch (error) {
        if (!(error instanceof CloudFailure)) throw error;
        return [
          probe.id,
          {state: 'unknown', missing: error.permission ?? error.service ?? error.action, message: error.message},
        ];
      }
    }),
  );
  return Object.fromEntries(entries);
}
