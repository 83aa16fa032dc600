import type {Plan} from '../model/plan.js';
import type {StepInstance} from './select-instances.js';

/** A part of a plan that can be carried out by itself. */
export interface PlanPart {
  readonly plan: Plan;
  readonly instances: readonly StepInstance[];
}

/**
 * The part of a plan that brings about one step: the step (by key, or by id for all its instances) and everything
 * that it needs, in the plan's own order. Undefined where the plan has no such step.
 */
export function restrictPlan(plan: Plan, instances: readonly StepInstance[], keyOrId: string): PlanPart | undefined {
  const byKey = new Map(instances.map((instance) => [instance.key, instance]));
  const wanted = new Set<string>();
  const want = (key: string) => {
    if (wanted.has(key)) return;
    wanted.add(key);
    for (const need of byKey.get(key)?.needs ?? []) want(need);
  };
  for (const {key, step} of instances) if (key === keyOrId || step.id === keyOrId) want(key);
  if (wanted.size === 0) return undefined;
  return {
    plan: {...plan, steps: plan.steps.filter(({key}) => wanted.has(key))},
    instances: instances.filter(({key}) => wanted.has(key)),
  };
}
