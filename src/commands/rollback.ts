import {Command, Flags} from '@oclif/core';
import {workspaceFlags} from '../cli/flags.js';
import {openScreen} from '../cli/open-screen.js';
import {createShownApproval} from '../cli/upgrade/create-shown-approval.js';
import {openStanding} from '../cli/upgrade/open-upgrade.js';
import {presentRollback} from '../cli/upgrade/present-rollback.js';
import {runRollback} from '../cli/upgrade/run-rollback.js';
import {moveFlags, selectStandingFlags} from '../cli/upgrade/upgrade-flags.js';

export default class Rollback extends Command {
  static override readonly description =
    'Go back to the release that stood before, or to a revision of helm’s: definitions, chart and values, verified like an upgrade.';
  static override readonly examples = ['<%= config.bin %> rollback', '<%= config.bin %> rollback --to 3 --yes'];
  static override readonly flags = {
    ...workspaceFlags,
    ...moveFlags,
    to: Flags.integer({
      description: 'revision of helm’s; the last one of the release before where left out',
      env: 'SHAKINSTALL_TO',
      min: 1,
      helpValue: 'REVISION',
    }),
    'accept-loss': Flags.boolean({
      description: 'go back although a script of the release cannot be undone',
      env: 'SHAKINSTALL_ACCEPT_LOSS',
      default: false,
    }),
  };

  override async run(): Promise<void> {
    const {flags} = await this.parse(Rollback);
    const standing = await openStanding(selectStandingFlags(flags));
    const {clock} = standing.workspace.ports.operator;
    const screen = await openScreen({isJson: flags.json, nowMs: () => clock.now()});
    const outcome = await runRollback(standing, {
      revision: flags.to,
      acceptsLoss: flags['accept-loss'],
      approve: createShownApproval({isApproved: flags.yes, screen, command: 'shakinstall rollback'}),
      concurrency: 64,
      screen,
      eventsFile: flags.events,
    });
    presentRollback(outcome, flags.json);
    process.exitCode = outcome.exitCode;
  }
}
