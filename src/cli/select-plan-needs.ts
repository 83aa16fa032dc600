import type {PlanNeeds} from '../model/finding.js';
import type {StepInstance} from '../plan/select-instances.js';

/** What the plan's steps ask for: permissions with the step that needs each, and APIs. */
export function selectPlanNeeds(instances: readonly StepInstance[]): PlanNeeds {
  const steps = [...new Map(instances.map(({step}) => [step.id, step])).values()];
  return {
    permissions: steps.flatMap(({id, runbook, actor, permissions}) =>
      permissions.map((need) => ({...need, stepId: id, runbook, actor})),
    ),
    services: [...new Set(steps.flatMap(({services}) => services))].sort(),
  };
}
