import {checks} from '../checks/checks.js';
import {evaluateChecks} from '../checks/evaluate-checks.js';
import {collectFacts} from '../checks/probes/collect-facts.js';
import {probes} from '../checks/probes/probes.js';
import type {Finding} from '../model/finding.js';
import type {PermissionNeed} from '../model/step.js';
import type {Workspace} from './open-workspace.js';

/** What the operator's own steps need; the deployer gets its permissions by the plan itself. */
function selectOperatorNeeds(workspace: Workspace): readonly PermissionNeed[] {
  return workspace.instances.filter(({step}) => step.actor === 'operator').flatMap(({step}) => step.permissions);
}

/** Looks at the world and judges it; changes nothing. */
export async function runPreflight(workspace: Workspace): Promise<readonly Finding[]> {
  const {config, release} = workspace.subject;
  const facts = await collectFacts(probes, {
    config,
    release,
    ports: workspace.ports.operator,
    permissions: selectOperatorNeeds(workspace),
  });
  return evaluateChecks(checks, {config, release, facts});
}
