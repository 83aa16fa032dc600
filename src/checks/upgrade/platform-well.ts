import type {Gate} from '../../model/gate.js';
import type {UpgradeFacts} from '../../model/upgrade-facts.js';

export const platformWell: Gate<UpgradeFacts> = {
  id: 'upgrade/platform-well',
  code: 'SHK_UPGRADE_E2006',
  title: 'The doctor finds nothing, or somebody answers for it',
  docs: 'https://kubernetes.io/docs/tasks/debug/',
  evaluate({complaints, attempt, candidate}) {
    if (complaints.length === 0) return {verdict: 'pass', observed: 'nothing is complained of'};
    const observed = complaints.map(
      ({id, verdict, observed: found}) => `${id} ${verdict === 'unknown' ? 'could not look' : 'fails'}: ${found}`,
    );
    // What a half-done attempt has broken is what going on with it mends.
    if (attempt?.to === candidate.version && attempt.outcome !== 'done' && attempt.outcome !== 'rolled-back')
      return {verdict: 'pass', observed: `the attempt at ${attempt.to} goes on, with ${complaints.length} complaints`};
    return {
      verdict: 'fail',
      observed: observed.slice(0, 6).join('\n'),
      expected: 'no failure and nothing unknown; a waiver in the configuration counts',
      evidence: 'shakinstall doctor',
      tries: [{text: 'See what mends each, or waive it until a day.', command: 'shakinstall doctor --fix'}],
    };
  },
};
