import {Command, Flags} from '@oclif/core';
import {workspaceFlags} from '../../cli/flags.js';
import {formatRehearsalEnv} from '../../cli/format-rehearsal-env.js';
import {selectRehearsalDirectory, startRehearsal} from '../../cli/rehearsal-process.js';

export default class RehearseEnv extends Command {
  static override readonly description = 'Print what gcloud, kubectl, curl and dig need to look at the rehearsal.';
  static override readonly examples = ['eval "$(<%= config.bin %> rehearse env)"'];
  static override readonly flags = {
    'rehearse-speed': workspaceFlags['rehearse-speed'],
    'rehearse-catalogue': workspaceFlags['rehearse-catalogue'],
    json: Flags.boolean({description: 'print JSON in place of shell lines', env: 'SHAKINSTALL_JSON', default: false}),
  };

  override async run(): Promise<void> {
    const {flags} = await this.parse(RehearseEnv);
    const directory = selectRehearsalDirectory(process.cwd());
    const address = await startRehearsal(directory, {
      speed: flags['rehearse-speed'],
      catalogue: flags['rehearse-catalogue'],
    });
    this.log(formatRehearsalEnv(address, directory, flags.json));
  }
}
