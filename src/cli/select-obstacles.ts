import {suggestGrant} from '../engine/suggest-grant.js';
import type {Diagnostic} from '../model/diagnostic.js';
import type {Plan} from '../model/plan.js';

/** What stands in the plan's way before anything begins. */
export function selectObstacles(plan: Plan): readonly Diagnostic[] {
  return plan.steps.flatMap(({change, title, docs}): Diagnostic[] => {
    if (change.kind === 'foreign') return [change.diagnostic];
    if (change.kind !== 'unknown') return [];
    return [
      {
        code: 'SHK_RUN_E0113',
        summary: `${title}: it could not be seen whether this is done already.`,
        detail: `${change.message} (missing: ${change.missing})`,
        tries: [...suggestGrant(change.missing), {text: `Have ${change.missing} granted, then run again.`}],
        docs,
        blame: 'user',
      },
    ];
  });
}
