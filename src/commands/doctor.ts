import {Command} from '@oclif/core';
import {checkFlags, selectCheckRequest} from '../cli/check-flags.js';
import {clusterFlags, selectClusterChoice} from '../cli/cluster-flags.js';
import {exitCodes} from '../cli/exit-codes.js';
import {selectWorkspaceFlags, workspaceFlags} from '../cli/flags.js';
import {openDoctor} from '../cli/open-doctor.js';
import {runChecksCommand} from '../cli/run-checks-command.js';

export default class Doctor extends Command {
  static override readonly description =
    'Say why the platform does not open: the first broken link, the proof, and the command that mends it. Changes nothing.';
  static override readonly examples = [
    '<%= config.bin %> doctor',
    '<%= config.bin %> doctor --kubeconfig ~/.kube/config --context prod',
    '<%= config.bin %> doctor --only "certificates/*" --watch',
  ];
  static override readonly flags = {...workspaceFlags, ...clusterFlags, ...checkFlags};

  override async run(): Promise<void> {
    const {flags} = await this.parse(Doctor);
    process.exitCode = await runChecksCommand(
      {...openDoctor(selectWorkspaceFlags(flags), selectClusterChoice(flags)), failure: exitCodes.doctor},
      selectCheckRequest(flags),
    );
  }
}
