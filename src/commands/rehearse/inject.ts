import {Args, Command, Flags} from '@oclif/core';
import {workspaceFlags} from '../../cli/flags.js';
import {injectIncidents} from '../../cli/inject-incidents.js';
import {selectRehearsalDirectory, startRehearsal} from '../../cli/rehearsal-process.js';

export default class RehearseInject extends Command {
  static override readonly description =
    'Let something go wrong in the rehearsal. What has no victim yet waits for one.';
  static override readonly examples = [
    '<%= config.bin %> rehearse inject stockout --set zones=northamerica-northeast1-c --for 3600',
    '<%= config.bin %> rehearse inject permission-revoked --at-request "container.*nodePools.create"',
    '<%= config.bin %> rehearse inject --scenario bad-day.yaml',
  ];
  static override readonly args = {name: Args.string({description: 'incident, see rehearse incidents'})};
  static override readonly flags = {
    'rehearse-speed': workspaceFlags['rehearse-speed'],
    'rehearse-catalogue': workspaceFlags['rehearse-catalogue'],
    set: Flags.string({description: 'a parameter', multiple: true, helpValue: 'KEY=VALUE', env: 'SHAKINSTALL_SET'}),
    scenario: Flags.string({
      description: 'a list of incidents in YAML',
      helpValue: 'FILE',
      env: 'SHAKINSTALL_SCENARIO',
    }),
    after: Flags.integer({
      description: 'begin after so many virtual seconds',
      min: 0,
      helpValue: 'S',
      env: 'SHAKINSTALL_AFTER',
    }),
    for: Flags.integer({description: 'end after so many more', min: 0, helpValue: 'S', env: 'SHAKINSTALL_FOR'}),
    'at-request': Flags.string({
      description: 'begin at a request of a method of Google’s whose id matches',
      helpValue: 'REGEXP',
      env: 'SHAKINSTALL_AT_REQUEST',
    }),
  };

  override async run(): Promise<void> {
    const {args, flags} = await this.parse(RehearseInject);
    const address = await startRehearsal(selectRehearsalDirectory(process.cwd()), {
      speed: flags['rehearse-speed'],
      catalogue: flags['rehearse-catalogue'],
    });
    const moment = {afterSeconds: flags.after, forSeconds: flags.for, atRequest: flags['at-request']};
    const asked = {name: args.name, scenario: flags.scenario, parameters: flags.set ?? [], moment};
    this.log(await injectIncidents(address, asked));
  }
}
