import {Args, Command, Flags} from '@oclif/core';
import {forkRehearsal} from '../../cli/rehearsal-snapshots.js';

export default class RehearseFork extends Command {
  static override readonly description =
    'Let the world of the rehearsal go on in another directory too, from now or from a snapshot. The two run side by side.';
  static override readonly examples = [
    '<%= config.bin %> rehearse fork ../what-if',
    '<%= config.bin %> rehearse fork ../what-if --from before-upgrade',
  ];
  static override readonly args = {
    directory: Args.string({description: 'working directory without a rehearsal; made if need be', required: true}),
  };
  static override readonly flags = {
    from: Flags.string({description: 'a snapshot in place of now', helpValue: 'NAME', env: 'SHAKINSTALL_FROM'}),
  };

  override async run(): Promise<void> {
    const {args, flags} = await this.parse(RehearseFork);
    await forkRehearsal(process.cwd(), args.directory, flags.from);
    this.log(`A world of its own is in ${args.directory}; it starts with the first command there.`);
  }
}
