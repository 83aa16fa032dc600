import {DiagnosticError} from '../model/diagnostic-error.js';
import type {Plan} from '../model/plan.js';
import {formatPlan} from '../plan/format-plan.js';
import {phaseTitles} from '../render/phase-titles.js';
import type {Screen} from './open-screen.js';

/** Approval of a plan: given by a flag, or by typing the deployment's name on a terminal; nothing else counts. */
export function createApproval(options: {
  readonly isApproved: boolean;
  readonly screen: Screen;
  readonly deployment: string;
  /** What looks at the plan, and what approves it by a flag; those of `init` where left out. */
  readonly commands?: {readonly look: string; readonly approve: string};
}): (plan: Plan) => Promise<boolean> {
  return async (plan) => {
    if (options.isApproved || plan.steps.every(({change}) => change.kind === 'none')) return true;
    if (!options.screen.isInteractive || process.stdin.isTTY !== true) {
      const tries = [
        {text: 'Look at the plan first.', command: options.commands?.look ?? 'shakinstall plan'},
        {text: 'Then approve it by the flag.', command: options.commands?.approve ?? 'shakinstall init --yes'},
      ];
      throw new DiagnosticError([
        {
          code: 'SHK_RUN_E0705',
          summary: 'The plan is not approved.',
          detail: 'there is no terminal to ask on',
          field: '--yes',
          tries,
          blame: 'user',
        },
      ]);
    }
    options.screen.say(`\n${formatPlan(plan, phaseTitles, process.stdout.columns)}\n`);
    const {input} = await import('@inquirer/prompts');
    const answer = await input({
      message: `Type ${options.deployment} to carry out this plan, anything else to leave it:`,
    });
    return answer.trim() === options.deployment;
  };
}
