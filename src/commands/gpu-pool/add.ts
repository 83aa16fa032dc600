import {Command, Flags} from '@oclif/core';
import {selectWorkspaceFlags, workspaceFlags} from '../../cli/flags.js';
import {formatPlanAs, type PlanFormat, planFormats} from '../../cli/format-plan-as.js';
import {openPoolWorkspace} from '../../cli/gpu-pool/open-pool-workspace.js';
import {openWishes} from '../../cli/gpu-pool/open-wishes.js';
import {poolFlags, runFlags, selectWish} from '../../cli/gpu-pool/pool-flags.js';
import {presentAdd} from '../../cli/gpu-pool/present-add.js';
import {planPool, prepareWishes, runAdd} from '../../cli/gpu-pool/run-add.js';
import {requireConfigFile, writeOutcomes} from '../../cli/gpu-pool/write-pool-back.js';
import {openScreen} from '../../cli/open-screen.js';

export default class GpuPoolAdd extends Command {
  static override readonly description =
    'Add a GPU pool to the cluster: by flags, or every pool of the configuration that does not stand yet. Run it again to go on, or to see that nothing changes.';
  static override readonly examples = [
    '<%= config.bin %> gpu-pool add --accelerator t4 --count 4 --max 3 --yes',
    '<%= config.bin %> gpu-pool add --model llama2-13b --fallback l4,spot --yes',
    '<%= config.bin %> gpu-pool add --accelerator l4 --format script',
  ];
  static override readonly flags = {
    ...workspaceFlags,
    ...poolFlags,
    ...runFlags,
    'smoke-test': Flags.boolean({
      description: 'see a pod land on the pool and use its GPUs, then the pool go back to its minimum',
      env: 'SHAKINSTALL_SMOKE_TEST',
      default: false,
    }),
    format: Flags.string({
      description: 'show the plan in this form, and do nothing',
      env: 'SHAKINSTALL_FORMAT',
      options: [...planFormats],
    }),
  };

  override async run(): Promise<void> {
    const {flags} = await this.parse(GpuPoolAdd);
    const workspace = await openPoolWorkspace(selectWorkspaceFlags(flags));
    const {wishes, isWrittenBack} = await openWishes(workspace, selectWish(flags), {
      mayAsk: !flags.yes && !flags.json && flags.format === undefined,
      isWrittenBack: flags['write-config'],
    });
    const pools = await prepareWishes(workspace, wishes);
    if (flags.format !== undefined) {
      for (const pool of pools) {
        const {plan} = await planPool(workspace, pool);
        process.stdout.write(`${formatPlanAs(plan, flags.format as PlanFormat)}\n`);
      }
      return;
    }
    if (isWrittenBack) await requireConfigFile(workspace);
    const outcomes = await runAdd(workspace, pools, {
      isApproved: flags.yes,
      isSmokeTested: flags['smoke-test'],
      waitMinutes: flags['wait-minutes'] ?? 0,
      openScreen: () => openScreen({isJson: flags.json, nowMs: () => workspace.ports.operator.clock.now()}),
      eventsFile: flags.events,
    });
    const isWritten = isWrittenBack && (await writeOutcomes(workspace, outcomes));
    process.exitCode = presentAdd(pools, outcomes, {
      isJson: flags.json,
      writtenTo: isWritten ? workspace.configPath : undefined,
    });
  }
}
