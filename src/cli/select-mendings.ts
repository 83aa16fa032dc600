import type {Finding, Report} from '../model/finding.js';
import type {Plan} from '../model/plan.js';
import {type PlanPart, restrictPlan} from '../plan/restrict-plan.js';
import type {StepInstance} from '../plan/select-instances.js';

/** A finding, and the part of the plan that mends it. */
export interface Mending {
  readonly finding: Finding;
  readonly part: PlanPart;
}

/**
 * Findings that a step of the plan mends, each step once, roots first. A step that already stands as it should
 * would change nothing and is left out; so is one with something foreign or unknown in its way.
 */
export function selectMendings(report: Report, plan: Plan, instances: readonly StepInstance[]): readonly Mending[] {
  const seen = new Set<string>();
  return report.findings.flatMap(({mendedBy, verdict, because, ...rest}): Mending[] => {
    if (mendedBy === undefined || because !== undefined || seen.has(mendedBy)) return [];
    if (verdict !== 'fail' && verdict !== 'warn') return [];
    const part = restrictPlan(plan, instances, mendedBy);
    const kinds = part?.plan.steps.map(({change}) => change.kind) ?? [];
    if (part === undefined || kinds.every((kind) => kind === 'none')) return [];
    if (kinds.some((kind) => kind === 'foreign' || kind === 'unknown')) return [];
    seen.add(mendedBy);
    return [{finding: {...rest, verdict, mendedBy}, part}];
  });
}
