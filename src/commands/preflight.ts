import {Command} from '@oclif/core';
import {checkFlags, selectCheckRequest} from '../cli/check-flags.js';
import {exitCodes} from '../cli/exit-codes.js';
import {selectWorkspaceFlags, workspaceFlags} from '../cli/flags.js';
import {openPreflight} from '../cli/open-preflight.js';
import {runChecksCommand} from '../cli/run-checks-command.js';

export default class Preflight extends Command {
  static override readonly description =
    'Say whether this plan will succeed before anything is created: what is missing, why, and the words that get it. Changes nothing.';
  static override readonly examples = [
    '<%= config.bin %> preflight',
    '<%= config.bin %> preflight --only "gpu/*" --format markdown',
    '<%= config.bin %> preflight --strict --format junit > preflight.xml',
  ];
  static override readonly flags = {...workspaceFlags, ...checkFlags};

  override async run(): Promise<void> {
    const {flags} = await this.parse(Preflight);
    process.exitCode = await runChecksCommand(
      {...openPreflight(selectWorkspaceFlags(flags)), failure: exitCodes.preflight},
      selectCheckRequest(flags),
    );
  }
}
