import {Args, Command} from '@oclif/core';
import {exitCodes} from '../../cli/exit-codes.js';
import {selectWorkspaceFlags, workspaceFlags} from '../../cli/flags.js';
import {presentChange} from '../../cli/gpu-pool/change-pool.js';
import {openPoolWorkspace} from '../../cli/gpu-pool/open-pool-workspace.js';
import {foreignFlag, poolFlags, runFlags} from '../../cli/gpu-pool/pool-flags.js';
import {runResize} from '../../cli/gpu-pool/run-resize.js';
import {requireConfigFile, writePoolBack} from '../../cli/gpu-pool/write-pool-back.js';
import {openScreen} from '../../cli/open-screen.js';

export default class GpuPoolResize extends Command {
  static override readonly description =
    'Give a GPU pool other bounds for its autoscaler, or another number of nodes within them.';
  static override readonly examples = [
    '<%= config.bin %> gpu-pool resize gpu-t4-4 --max 6',
    '<%= config.bin %> gpu-pool resize gpu-t4-4 --min 1 --max 4 --nodes 2 --yes',
  ];
  static override readonly args = {name: Args.string({description: 'name of the pool', required: true})};
  static override readonly flags = {
    ...workspaceFlags,
    min: poolFlags.min,
    max: poolFlags.max,
    nodes: poolFlags.nodes,
    foreign: foreignFlag,
    ...runFlags,
  };

  override async run(): Promise<void> {
    const {flags, args} = await this.parse(GpuPoolResize);
    const workspace = await openPoolWorkspace(selectWorkspaceFlags(flags));
    const {min, max, nodes} = flags;
    if (flags['write-config']) await requireConfigFile(workspace);
    const outcome = await runResize(
      workspace,
      args.name,
      {min, max, nodes},
      {
        command: `resize ${args.name}`,
        isForeignAllowed: flags.foreign,
        isApproved: flags.yes,
        screen: await openScreen({isJson: flags.json, nowMs: () => workspace.ports.operator.clock.now()}),
        eventsFile: flags.events,
      },
    );
    const {autoscaling} = outcome.pool;
    const done = `Pool ${args.name} keeps ${autoscaling.min} to ${autoscaling.max} nodes in each zone.`;
    if (flags['write-config'] && outcome.exitCode === exitCodes.ok)
      await writePoolBack(workspace, args.name, outcome.pool);
    process.exitCode = presentChange(outcome, done, {isJson: flags.json});
  }
}
