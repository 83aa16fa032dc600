import type {PlanNeeds} from '../model/finding.js';
import type {Subject} from '../plan/select-inputs.js';
import type {StepInstance} from '../plan/select-instances.js';
import {selectPermissions} from '../plan/select-permissions.js';
import {selectAccountEmail, selectAccountNames} from '../steps/iam/accounts.js';
import {selectGrants} from '../steps/iam/grant-roles.js';

/** What the plan's steps ask for: permissions with the step that needs each, roles and APIs. */
export function selectPlanNeeds(
  instances: readonly StepInstance[],
  {config, release}: Pick<Subject, 'config' | 'release'>,
): PlanNeeds {
  const steps = [...new Map(instances.map(({step}) => [step.id, step])).values()];
  return {
    permissions: steps.flatMap((step) => {
      const {id: stepId, runbook, actor} = step;
      return selectPermissions(step, config, release).map((need) => ({...need, stepId, runbook, actor}));
    }),
    grants: selectGrants(config, 'deployer'),
    accounts: selectAccountNames(config).map((name) => selectAccountEmail(config, name)),
    services: [...new Set(steps.flatMap(({services}) => services))].sort(),
  };
}
