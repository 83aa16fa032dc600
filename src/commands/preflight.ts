import {Command, Flags} from '@oclif/core';
import {checkFlags, selectCheckRequest} from '../cli/check-flags.js';
import {clusterFlags, selectClusterChoice} from '../cli/cluster-flags.js';
import {exitCodes} from '../cli/exit-codes.js';
import {selectWorkspaceFlags, workspaceFlags} from '../cli/flags.js';
import {openGenericPreflight} from '../cli/open-generic-preflight.js';
import {openPreflight} from '../cli/open-preflight.js';
import {runChecksCommand} from '../cli/run-checks-command.js';

export default class Preflight extends Command {
  static override readonly description =
    'Say whether this plan will succeed before anything is created: what is missing, why, and the words that get it. Changes nothing.';
  static override readonly examples = [
    '<%= config.bin %> preflight',
    '<%= config.bin %> preflight --only "gpu/*" --format markdown',
    '<%= config.bin %> preflight --profile generic --kubeconfig ~/.kube/config --context prod',
    '<%= config.bin %> preflight --strict --format junit > preflight.xml',
  ];
  static override readonly flags = {
    ...workspaceFlags,
    ...clusterFlags,
    ...checkFlags,
    profile: Flags.string({
      description: 'deployment: this plan; generic: what a platform asks of any cluster, by kubeconfig alone',
      env: 'SHAKINSTALL_PROFILE',
      options: ['deployment', 'generic'],
      default: 'deployment',
    }),
  };

  override async run(): Promise<void> {
    const {flags} = await this.parse(Preflight);
    const choice = selectClusterChoice(flags);
    if (flags.profile !== 'generic' && choice !== undefined)
      this.error('--kubeconfig and --context are taken with --profile generic only', {exit: 2});
    const command =
      flags.profile === 'generic' ? openGenericPreflight(choice) : openPreflight(selectWorkspaceFlags(flags));
    process.exitCode = await runChecksCommand({...command, failure: exitCodes.preflight}, selectCheckRequest(flags));
  }
}
