import {Args, Command} from '@oclif/core';
import {workspaceFlags} from '../../cli/flags.js';
import {selectRehearsalDirectory, startRehearsal} from '../../cli/rehearsal-process.js';
import {restoreSnapshot} from '../../cli/rehearsal-snapshots.js';

export default class RehearseRestore extends Command {
  static override readonly description =
    'Go back to a snapshot of the rehearsal. What happened since is forgotten, the files of what was installed since too.';
  static override readonly examples = ['<%= config.bin %> rehearse restore before-upgrade'];
  static override readonly args = {name: Args.string({description: 'snapshot, see rehearse snapshot', required: true})};
  static override readonly flags = {
    'rehearse-speed': workspaceFlags['rehearse-speed'],
    'rehearse-catalogue': workspaceFlags['rehearse-catalogue'],
  };

  override async run(): Promise<void> {
    const {args, flags} = await this.parse(RehearseRestore);
    await restoreSnapshot(process.cwd(), args.name);
    await startRehearsal(selectRehearsalDirectory(process.cwd()), {
      speed: flags['rehearse-speed'],
      catalogue: flags['rehearse-catalogue'],
    });
    this.log(`The rehearsal goes on from ${args.name}.`);
  }
}
