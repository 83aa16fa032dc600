import {Command, Flags} from '@oclif/core';
import {selectWorkspaceFlags, workspaceFlags} from '../../cli/flags.js';
import {collectPoolList} from '../../cli/gpu-pool/collect-pool-list.js';
import {formatPoolList} from '../../cli/gpu-pool/format-pool-list.js';
import {openPoolWorkspace} from '../../cli/gpu-pool/open-pool-workspace.js';

export default class GpuPoolList extends Command {
  static override readonly description =
    'List the GPU pools of the cluster: nodes, GPUs in use, quota left, stockouts seen, and what idles. Changes nothing.';
  static override readonly examples = ['<%= config.bin %> gpu-pool list', '<%= config.bin %> gpu-pool list --json'];
  static override readonly flags = {
    ...workspaceFlags,
    json: Flags.boolean({description: 'print the list as JSON', env: 'SHAKINSTALL_JSON', default: false}),
  };

  override async run(): Promise<void> {
    const {flags} = await this.parse(GpuPoolList);
    const list = await collectPoolList(await openPoolWorkspace(selectWorkspaceFlags(flags)));
    process.stdout.write(`${flags.json ? JSON.stringify(list, null, 2) : formatPoolList(list)}\n`);
  }
}
