import {Args, Command, Errors, Flags} from '@oclif/core';
import {withdrawIncidents} from '../../cli/incident-control.js';
import {findRehearsal, selectRehearsalDirectory} from '../../cli/rehearsal-process.js';

export default class RehearseWithdraw extends Command {
  static override readonly description = 'End an incident in the rehearsal, or all of them.';
  static override readonly args = {name: Args.string({description: 'incident that is in force'})};
  static override readonly flags = {
    all: Flags.boolean({description: 'end all', env: 'SHAKINSTALL_ALL', default: false}),
  };

  override async run(): Promise<void> {
    const {args, flags} = await this.parse(RehearseWithdraw);
    if ((args.name === undefined) !== flags.all) throw new Errors.CLIError('Name an incident, or give --all.');
    const address = findRehearsal(selectRehearsalDirectory(process.cwd()));
    const withdrawn = address === undefined ? [] : await withdrawIncidents(address, args.name);
    this.log(withdrawn.length === 0 ? 'Nothing was wrong.' : `Withdrawn: ${withdrawn.join(', ')}`);
  }
}
