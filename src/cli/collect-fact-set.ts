import {WallDeadline} from '../adapters/local/wall-deadline.js';
import {collectFacts} from '../checks/probes/collect-facts.js';
import {createReadOnlyPorts} from '../checks/probes/create-read-only-ports.js';
import {selectClusterTarget} from '../checks/probes/select-cluster-target.js';
import {selectProbes} from '../checks/probes/select-probes.js';
import type {Check} from '../model/finding.js';
import type {FactSet} from './fact-set.js';
import type {Workspace} from './open-workspace.js';
import {selectPlanNeeds} from './select-plan-needs.js';

/** How long one probe may take before it counts as unanswered. */
const probeLimitMs = 30_000;

/** Looks at the world for these checks, as the operator; changes nothing. */
export async function collectFactSet(workspace: Workspace, checks: readonly Check[]): Promise<FactSet> {
  const {config, release} = workspace.subject;
  const deployment = {config, release, needs: selectPlanNeeds(workspace.instances)};
  const ports = createReadOnlyPorts(workspace.ports.operator);
  const deadline = WallDeadline(probeLimitMs);
  try {
    const facts = await collectFacts(selectProbes(checks), {
      ports,
      deployment,
      cluster: () => selectClusterTarget(ports, config),
      deadline: deadline.expire,
    });
    return {version: 1, collectedAt: new Date(ports.clock.now()).toISOString(), deployment, facts};
  } finally {
    deadline.cancel();
  }
}
