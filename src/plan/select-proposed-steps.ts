import type {Plan} from '../model/plan.js';
import type {ReleaseUpgrade} from '../model/release-upgrade.js';
import {stepKey} from '../model/step.js';
import type {UpgradeProposal} from '../model/upgrade-proposal.js';

/** The numbered steps that a plan would carry out, and after which of them there is no way back. */
export function selectProposedSteps(
  plan: Plan,
  upgrade: ReleaseUpgrade,
): Pick<UpgradeProposal, 'steps' | 'reversibleUntil' | 'remains'> {
  const steps = plan.steps
    .filter(({change}) => change.kind !== 'none')
    .map(({key, title}, index) => ({number: index + 1, key, title}));
  const final = upgrade.updates.filter(({isReversible}) => !isReversible);
  const numbers = final.flatMap(({name}) => {
    const step = steps.find(({key}) => key === stepKey('upgrade/run-update', name));
    return step === undefined ? [] : [step.number];
  });
  return {
    steps,
    ...(numbers.length === 0 ? {} : {reversibleUntil: Math.min(...numbers) - 1}),
    remains: final.flatMap(({remains}) => remains ?? []),
  };
}
