import {Command, Flags} from '@oclif/core';
import {createApproval} from '../cli/create-approval.js';
import {exitCodes} from '../cli/exit-codes.js';
import {selectWorkspaceFlags, workspaceFlags} from '../cli/flags.js';
import {openScreen} from '../cli/open-screen.js';
import {openWorkspace} from '../cli/open-workspace.js';
import {prepareConfig} from '../cli/prepare-config.js';
import {presentOutcome} from '../cli/present-outcome.js';
import {runInstall} from '../cli/run-install.js';
import {recordTypedRelease} from '../cli/upgrade/record-typed-release.js';
import {refuseOtherRelease} from '../cli/upgrade/refuse-other-release.js';

export default class Init extends Command {
  static override readonly description =
    'Install the platform: survey, preflight, plan, execution, verification. Run it again to go on, or to see that nothing changes.';
  static override readonly examples = [
    '<%= config.bin %> init --rehearse --yes',
    '<%= config.bin %> init --config shakinstall.yaml',
  ];
  static override readonly enableJsonFlag = false;
  static override readonly flags = {
    ...workspaceFlags,
    yes: Flags.boolean({
      char: 'y',
      description: 'approve the plan without asking',
      env: 'SHAKINSTALL_YES',
      default: false,
    }),
    json: Flags.boolean({description: 'print one JSON document at the end', env: 'SHAKINSTALL_JSON', default: false}),
    events: Flags.string({
      description: 'append every event to this file, one JSON document a line',
      env: 'SHAKINSTALL_EVENTS',
      helpValue: 'FILE',
    }),
    concurrency: Flags.integer({
      description: 'steps at the same time',
      env: 'SHAKINSTALL_CONCURRENCY',
      default: 64,
      min: 1,
      max: 64,
      helpValue: 'N',
    }),
  };

  override async run(): Promise<void> {
    const {flags} = await this.parse(Init);
    const request = selectWorkspaceFlags(flags);
    await prepareConfig(request, {mayAsk: !flags.yes && !flags.json});
    const workspace = await openWorkspace(request);
    await refuseOtherRelease(workspace);
    const screen = await openScreen({isJson: flags.json, nowMs: () => workspace.ports.operator.clock.now()});
    const outcome = await runInstall(workspace, {
      concurrency: flags.concurrency,
      approve: createApproval({isApproved: flags.yes, screen, deployment: workspace.subject.config.deployment}),
      screen,
      eventsFile: flags.events,
    });
    if (outcome.exitCode === exitCodes.ok) await recordTypedRelease(workspace);
    presentOutcome(outcome, workspace, {isJson: flags.json, isRehearsal: flags.rehearse});
    process.exitCode = outcome.exitCode;
  }
}
