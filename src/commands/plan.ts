import {Command, Flags} from '@oclif/core';
import {createDeploymentPlan} from '../cli/create-deployment-plan.js';
import {selectWorkspaceFlags, workspaceFlags} from '../cli/flags.js';
import {formatPlanAs, type PlanFormat, planFormats} from '../cli/format-plan-as.js';
import {openWorkspace} from '../cli/open-workspace.js';

export default class PlanCommand extends Command {
  static override readonly description = 'Show what init would do, without doing it.';
  static override readonly examples = ['<%= config.bin %> plan', '<%= config.bin %> plan --format script > install.sh'];
  static override readonly flags = {
    ...workspaceFlags,
    format: Flags.string({
      description: 'tree, the equivalent commands, the runbook of this deployment, or the graph',
      env: 'SHAKINSTALL_FORMAT',
      options: [...planFormats],
      default: 'tree',
    }),
    json: Flags.boolean({description: 'print the plan as JSON', env: 'SHAKINSTALL_JSON', default: false}),
  };

  override async run(): Promise<void> {
    const {flags} = await this.parse(PlanCommand);
    const plan = await createDeploymentPlan(await openWorkspace(selectWorkspaceFlags(flags)));
    process.stdout.write(`${formatPlanAs(plan, flags.json ? 'json' : (flags.format as PlanFormat))}\n`);
  }
}
