import {Args, Command, Flags} from '@oclif/core';
import {workspaceFlags} from '../../cli/flags.js';
import {selectRehearsalDirectory, startRehearsal} from '../../cli/rehearsal-process.js';
import {listSnapshots, takeSnapshot} from '../../cli/rehearsal-snapshots.js';

export default class RehearseSnapshot extends Command {
  static override readonly description =
    'Keep the world of the rehearsal as it is now under a name: cloud, clusters, and the files of what was installed. Without a name, list what is kept.';
  static override readonly examples = [
    '<%= config.bin %> rehearse snapshot before-upgrade',
    '<%= config.bin %> rehearse snapshot --json',
  ];
  static override readonly args = {
    name: Args.string({description: 'name to keep it under; one of that name is replaced'}),
  };
  static override readonly flags = {
    'rehearse-speed': workspaceFlags['rehearse-speed'],
    'rehearse-catalogue': workspaceFlags['rehearse-catalogue'],
    json: Flags.boolean({description: 'list as JSON', env: 'SHAKINSTALL_JSON', default: false}),
  };

  override async run(): Promise<void> {
    const {args, flags} = await this.parse(RehearseSnapshot);
    const here = process.cwd();
    if (args.name !== undefined) {
      const address = await startRehearsal(selectRehearsalDirectory(here), {
        speed: flags['rehearse-speed'],
        catalogue: flags['rehearse-catalogue'],
      });
      await takeSnapshot(address, here, args.name);
    }
    const snapshots = listSnapshots(here);
    if (flags.json) this.log(JSON.stringify(snapshots, null, 2));
    else if (args.name !== undefined) this.log(`Kept as ${args.name}.`);
    else if (snapshots.length === 0) this.log('No snapshot has been taken in this directory.');
    else
      for (const {name, bytes, writtenAt} of snapshots)
        this.log(`${name}  ${(bytes / 2 ** 20).toFixed(1)} MiB  ${writtenAt.toISOString()}`);
  }
}
