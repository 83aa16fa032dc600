import {evaluateGates} from '../../checks/evaluate/evaluate-gates.js';
import {upgradeGates} from '../../checks/upgrade-gates.js';
import type {UpgradeProposal} from '../../model/upgrade-proposal.js';
import {formatFingerprint} from '../../plan/format-fingerprint.js';
import {selectInputs} from '../../plan/select-inputs.js';
import {selectProposedSteps} from '../../plan/select-proposed-steps.js';
import {requireTarget, selectDeferredTarget} from '../../steps/cluster/kube-target.js';
import {surveyDeployment} from '../create-deployment-plan.js';
import {selectObstacles} from '../select-obstacles.js';
import {collectDifference} from './collect-difference.js';
import {collectUpgradeFacts, selectHelmPlace, type UpgradeWishes} from './collect-upgrade-facts.js';
import type {OpenedUpgrade} from './open-upgrade.js';
import type {ImageLook} from './select-images-source.js';
import {stageCandidate} from './stage-candidate.js';

/** A proposal with what its undoing needs to know. */
export interface OpenedProposal {
  readonly proposal: UpgradeProposal;
  /** The revision that was deployed before; undefined where none was. */
  readonly deployedRevision: number | undefined;
}

/** Asks everything, changes nothing of the world, and says what would be done and whether it may. */
export async function createProposal(
  upgrade: OpenedUpgrade,
  wishes: UpgradeWishes,
  fetchImages: () => Promise<ImageLook>,
): Promise<OpenedProposal> {
  const {candidate, workspace, opened} = upgrade;
  await stageCandidate(candidate);
  const {plan, survey} = await surveyDeployment(candidate);
  const obstacles = selectObstacles(plan);
  const inputs = selectInputs(candidate.subject, '', survey.outputs);
  const target = requireTarget(selectDeferredTarget(inputs));
  const ports = candidate.ports.operator;
  const [history, version, images] = await Promise.all([
    ports.helm.history(selectHelmPlace(candidate)),
    ports.kube.fetchVersion(target),
    fetchImages(),
  ]);
  const deployed = history.findLast(({status}) => status === 'deployed');
  const kubernetesVersion = /\d+\.\d+/.exec(version)?.[0] ?? '';
  const difference = await collectDifference({
    standing: workspace,
    candidate,
    inputs,
    target,
    deployed,
    kubernetesVersion,
  });
  const facts = await collectUpgradeFacts(upgrade, wishes, {plan, target, history, difference, images});
  const {findings, refusals} = evaluateGates(upgradeGates, facts, {waivers: opened.config.waivers, nowMs: facts.nowMs});
  const essence = {plan: plan.fingerprint, difference, revision: history.at(-1)?.revision};
  const fingerprint = formatFingerprint(essence);
  return {
    deployedRevision: deployed?.revision,
    proposal: {
      deployment: plan.deployment,
      fingerprint,
      difference,
      ...selectProposedSteps(plan, candidate.subject.release.upgrade),
      findings,
      // What a gate has refused already, a step that could not look for the same reason need not say again.
      refusals: refusals.length > 0 ? refusals : obstacles,
      plan: {...plan, fingerprint},
    },
  };
}
