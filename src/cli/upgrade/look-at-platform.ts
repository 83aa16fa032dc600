import {criticalChecks} from '../../checks/critical-checks.js';
import type {LookAtPlatform} from '../../steps/upgrade/verify-platform.js';
import {collectFactSet, type LookSubject} from '../collect-fact-set.js';
import {judgeFactSet} from '../judge-fact-set.js';

/** The doctor's critical checks of a deployment, asked anew each time. Unknown is a complaint. */
export function createLook(subject: LookSubject): LookAtPlatform {
  return async (ports) => {
    const report = judgeFactSet(criticalChecks, await collectFactSet({...subject, ports}, criticalChecks));
    return report.findings
      .filter(({verdict, because}) => (verdict === 'fail' || verdict === 'unknown') && because === undefined)
      .map(({id, resource = '', observed}) => ({id, resource, observed}));
  };
}
