import {Args, Command, Flags} from '@oclif/core';
import {exitCodes} from '../../cli/exit-codes.js';
import {selectWorkspaceFlags, workspaceFlags} from '../../cli/flags.js';
import {presentChange} from '../../cli/gpu-pool/change-pool.js';
import {openPoolWorkspace} from '../../cli/gpu-pool/open-pool-workspace.js';
import {foreignFlag, runFlags} from '../../cli/gpu-pool/pool-flags.js';
import {runRemove} from '../../cli/gpu-pool/run-remove.js';
import {requireConfigFile, writePoolBack} from '../../cli/gpu-pool/write-pool-back.js';
import {openScreen} from '../../cli/open-screen.js';

export default class GpuPoolRemove extends Command {
  static override readonly description =
    'Drain a GPU pool and remove it. Refuses while workloads run there, and pools of others, unless told.';
  static override readonly examples = [
    '<%= config.bin %> gpu-pool remove gpu-t4-4',
    '<%= config.bin %> gpu-pool remove gpu-t4-4 --force --yes',
  ];
  static override readonly args = {name: Args.string({description: 'name of the pool', required: true})};
  static override readonly flags = {
    ...workspaceFlags,
    force: Flags.boolean({
      description: 'even while workloads run there: they are evicted',
      env: 'SHAKINSTALL_FORCE',
      default: false,
    }),
    foreign: foreignFlag,
    ...runFlags,
  };

  override async run(): Promise<void> {
    const {flags, args} = await this.parse(GpuPoolRemove);
    const workspace = await openPoolWorkspace(selectWorkspaceFlags(flags));
    if (flags['write-config']) await requireConfigFile(workspace);
    const outcome = await runRemove(workspace, args.name, {
      command: `remove ${args.name}`,
      isForeignAllowed: flags.foreign,
      isForced: flags.force,
      isApproved: flags.yes,
      screen: await openScreen({isJson: flags.json, nowMs: () => workspace.ports.operator.clock.now()}),
      eventsFile: flags.events,
    });
    const done = `Pool ${args.name} is gone. Its disks for conda and models stay.`;
    if (flags['write-config'] && outcome.exitCode === exitCodes.ok)
      await writePoolBack(workspace, args.name, undefined);
    process.exitCode = presentChange(outcome, done, {isJson: flags.json});
  }
}
