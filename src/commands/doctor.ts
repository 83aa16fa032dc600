import {Args, Command, Flags} from '@oclif/core';
import {checkFlags, selectCheckRequest} from '../cli/check-flags.js';
import {clusterFlags, selectClusterChoice} from '../cli/cluster-flags.js';
import {exitCodes} from '../cli/exit-codes.js';
import {selectWorkspaceFlags, workspaceFlags} from '../cli/flags.js';
import {openDoctor, openDoctorSubject} from '../cli/open-doctor.js';
import {runChecksCommand} from '../cli/run-checks-command.js';

export default class Doctor extends Command {
  static override readonly description =
    'Say why the platform does not open: the first broken link, the proof, and the command that mends it. Changes nothing without --fix.';
  static override readonly examples = [
    '<%= config.bin %> doctor',
    '<%= config.bin %> doctor --kubeconfig ~/.kube/config --context prod',
    '<%= config.bin %> doctor --only "certificates/*" --watch',
    '<%= config.bin %> doctor --fix',
    '<%= config.bin %> doctor --from support-bundle.tgz --since yesterday.json',
  ];
  static override readonly args = {
    id: Args.string({description: 'with --fix: the check whose finding is mended', required: false}),
  };
  static override readonly flags = {
    ...workspaceFlags,
    ...clusterFlags,
    ...checkFlags,
    fix: Flags.boolean({
      description: 'show what mends each finding, ask, run that step of the plan, and look again',
      env: 'SHAKINSTALL_FIX',
      default: false,
      exclusive: ['watch', 'facts'],
    }),
    events: Flags.string({
      description: 'write what needs attention as Events of this namespace, keep the metrics there, and exit with 0',
      env: 'SHAKINSTALL_EVENTS',
      helpValue: 'NAMESPACE',
      exclusive: ['fix', 'facts', 'watch'],
    }),
    yes: Flags.boolean({
      char: 'y',
      description: 'with --fix ID: mend without asking',
      env: 'SHAKINSTALL_YES',
      default: false,
    }),
  };

  override async run(): Promise<void> {
    const {flags, args} = await this.parse(Doctor);
    const request = selectCheckRequest(flags);
    const [workspace, choice] = [selectWorkspaceFlags(flags), selectClusterChoice(flags)];
    const command = openDoctor(workspace, choice, flags.events);
    const fix = async (id: string | undefined) => {
      const {runFix} = await import('../cli/run-fix.js');
      const {checks} = command;
      const options = {checks, id, isApproved: flags.yes, isStrict: flags.strict};
      return runFix(await openDoctorSubject(workspace, choice), options);
    };
    if (flags.fix) {
      process.exitCode = await fix(args.id);
      return;
    }
    if (args.id !== undefined)
      this.error(`${args.id} is taken with --fix only; to look at one check: --only`, {exit: 2});
    process.exitCode = await runChecksCommand({...command, failure: exitCodes.doctor, fix}, request);
  }
}
