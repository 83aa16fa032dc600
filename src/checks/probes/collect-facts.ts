import {CloudFailure} from '../../model/cloud-failure.js';
import type {Deployment, Fact, Facts} from '../../model/finding.js';
import {NotApplicable} from '../../model/not-applicable.js';
import type {ClusterProbeInputs, Probe, ProbeInputs} from './probe.js';
import {selectObstacle} from './select-obstacle.js';

export interface CollectionInputs extends ClusterProbeInputs {
  /** Rejects with a failure when a probe has had its time; the probe's answer is then no longer waited for. */
  deadline(probeId: string): Promise<never>;
  /** What the plan would still change; absent where no plan is at hand. */
  readonly survey?: ProbeInputs['survey'];
  /** Renders the release; absent where none is at hand. */
  readonly renderRelease?: ProbeInputs['renderRelease'];
  readonly compareDigests?: ProbeInputs['compareDigests'];
}

function toFact(id: string, error: unknown): Fact {
  if (error instanceof NotApplicable) return {state: 'inapplicable', reason: error.reason};
  if (error instanceof CloudFailure) return {state: 'unknown', ...selectObstacle(error)};
  const message = `probe ${id} failed in itself: ${(error as Error).message}`;
  return {state: 'unknown', kind: 'fault', missing: id, message};
}

const withoutDeployment: Fact = {
  state: 'unknown',
  kind: 'configuration',
  missing: '--config',
  message: 'without a configuration this cannot be asked',
};

/** Asks every probe side by side. What could not be looked at is a fact of its own, never an empty list. */
export async function collectFacts(probes: readonly Probe[], inputs: CollectionInputs): Promise<Facts> {
  const {deployment, ports, cluster, deadline, survey, renderRelease, compareDigests} = inputs;
  const collect = async (probe: Probe): Promise<Fact> => {
    if (probe.scope !== 'cluster' && deployment === undefined) return withoutDeployment;
    try {
      const collecting =
        probe.scope === 'cluster'
          ? probe.collect({ports, cluster, deployment})
          : probe.collect({
              ports,
              cluster,
              deployment,
              ...(deployment as Deployment),
              ...(survey === undefined ? {} : {survey}),
              ...(renderRelease === undefined ? {} : {renderRelease}),
              ...(compareDigests === undefined ? {} : {compareDigests}),
            });
      return {state: 'known', value: await Promise.race([collecting, deadline(probe.id)])};
    } catch (error) {
      return toFact(probe.id, error);
    }
  };
  return Object.fromEntries(await Promise.all(probes.map(async (probe) => [probe.id, await collect(probe)])));
}
