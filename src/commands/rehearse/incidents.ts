import {Command, Flags} from '@oclif/core';
import {workspaceFlags} from '../../cli/flags.js';
import {formatIncidentList} from '../../cli/format-incident-list.js';
import {listIncidents} from '../../cli/incident-control.js';
import {selectRehearsalDirectory, startRehearsal} from '../../cli/rehearsal-process.js';

export default class RehearseIncidents extends Command {
  static override readonly description = 'List what can go wrong in the rehearsal, and what does now.';
  static override readonly flags = {
    'rehearse-speed': workspaceFlags['rehearse-speed'],
    'rehearse-catalogue': workspaceFlags['rehearse-catalogue'],
    json: Flags.boolean({description: 'print everything as JSON', env: 'SHAKINSTALL_JSON', default: false}),
  };

  override async run(): Promise<void> {
    const {flags} = await this.parse(RehearseIncidents);
    const address = await startRehearsal(selectRehearsalDirectory(process.cwd()), {
      speed: flags['rehearse-speed'],
      catalogue: flags['rehearse-catalogue'],
    });
    const {incidents, active} = await listIncidents(address);
    this.log(flags.json ? JSON.stringify({incidents, active}, null, 2) : formatIncidentList(incidents, active));
  }
}
