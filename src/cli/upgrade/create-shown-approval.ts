import {DiagnosticError} from '../../model/diagnostic-error.js';
import type {Plan} from '../../model/plan.js';
import {formatPlan} from '../../plan/format-plan.js';
import {phaseTitles} from '../../render/phase-titles.js';
import type {Screen} from '../open-screen.js';

/** Approval of a plan that is shown first: by a flag, or by the deployment's name on a terminal. */
export function createShownApproval({
  isApproved,
  screen,
  command,
}: {
  readonly command: string;
  readonly isApproved: boolean;
  readonly screen: Screen;
}) {
  return async (plan: Plan, remains: readonly string[] = []): Promise<boolean> => {
    const changes = {...plan, steps: plan.steps.filter(({change}) => change.kind !== 'none')};
    screen.say(`\n${formatPlan(changes, phaseTitles, process.stdout.columns)}\n`);
    for (const text of remains) screen.say(`  ! ${text}`);
    if (isApproved) return true;
    if (!screen.isInteractive || process.stdin.isTTY !== true)
      throw new DiagnosticError([
        {
          code: 'SHK_RUN_E0705',
          summary: 'The plan is not approved.',
          detail: 'there is no terminal to ask on',
          field: '--yes',
          tries: [{text: 'Approve it by the flag.', command: `${command} --yes`}],
          blame: 'user',
        },
      ]);
    const {input} = await import('@inquirer/prompts');
    const answer = await input({message: `Type ${plan.deployment} to carry out this plan, anything else to leave it:`});
    return answer.trim() === plan.deployment;
  };
}
