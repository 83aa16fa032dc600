import {NotApplicable} from '../../model/not-applicable.js';
import type {PlannedChange} from '../../model/planned-change.js';
import type {Probe} from './probe.js';

export interface PlanDriftFact {
  /** Steps of the plan. */
  readonly steps: number;
  /** Those with something left to do. */
  readonly changes: readonly PlannedChange[];
}

/** What the plan would change now: its own survey, without a write. */
export const planDriftProbe: Probe<PlanDriftFact> = {
  id: 'plan-drift',
  async collect({survey}) {
    if (survey === undefined) throw new NotApplicable('no plan is at hand to compare with');
    return survey();
  },
};
