import type {Gate} from '../../model/gate.js';
import type {UpgradeFacts} from '../../model/upgrade-facts.js';

export const noRequiredLeftFailed: Gate<UpgradeFacts> = {
  id: 'upgrade/no-required-left-failed',
  code: 'SHK_UPGRADE_E2003',
  title: 'No required release is left half done',
  docs: 'https://helm.sh/docs/helm/helm_history/',
  evaluate({attempt, candidate}) {
    const isOpen = attempt !== undefined && (attempt.outcome === 'begun' || attempt.outcome === 'failed');
    if (!isOpen) return {verdict: 'pass', observed: 'no attempt is open'};
    if (attempt.to === candidate.version) return {verdict: 'pass', observed: `the attempt at ${attempt.to} goes on`};
    const observed = `the upgrade to ${attempt.to} ${attempt.outcome === 'begun' ? 'was interrupted' : 'failed'} and was not rolled back`;
    if (!attempt.isRequired) return {verdict: 'pass', observed: `${observed}; it is not required`};
    return {
      verdict: 'fail',
      observed,
      expected: `${attempt.to} done, or rolled back`,
      tries: [
        {text: 'Finish it.', command: `shakinstall upgrade --release ${attempt.to}`},
        {text: 'Or go back to where it began.', command: 'shakinstall rollback'},
      ],
    };
  },
};
