import {Command, Flags} from '@oclif/core';
import {presentClusterUpgrade} from '../../cli/cluster-upgrade/present-cluster-upgrade.js';
import {runClusterUpgrade} from '../../cli/cluster-upgrade/run-cluster-upgrade.js';
import {selectStrategy, strategyFlags} from '../../cli/cluster-upgrade/strategy-flags.js';
import {workspaceFlags} from '../../cli/flags.js';
import {openScreen} from '../../cli/open-screen.js';
import {createShownApproval} from '../../cli/upgrade/create-shown-approval.js';
import {openStanding} from '../../cli/upgrade/open-upgrade.js';
import {checkWindow, moveFlags, selectStandingFlags} from '../../cli/upgrade/upgrade-flags.js';

export default class ClusterUpgrade extends Command {
  static override readonly description =
    'Bring the cluster to another version of Kubernetes: the control plane one minor at a time, then the pools. Run it again to go on.';
  static override readonly examples = [
    '<%= config.bin %> cluster upgrade --to 1.27 --plan-only',
    '<%= config.bin %> cluster upgrade --to 1.27 --pool hyperplane-pool --strategy blue-green',
  ];
  static override readonly flags = {
    ...workspaceFlags,
    ...moveFlags,
    ...strategyFlags,
    to: Flags.string({
      description: 'minor such as 1.27, or a whole version of GKE',
      env: 'SHAKINSTALL_TO',
      helpValue: 'VERSION',
      required: true,
    }),
    pool: Flags.string({
      description: 'pool that follows the control plane, may be given several times; all where left out',
      env: 'SHAKINSTALL_POOL',
      helpValue: 'NAME',
      multiple: true,
    }),
    'plan-only': Flags.boolean({
      description: 'say what would be done, and change nothing',
      env: 'SHAKINSTALL_PLAN_ONLY',
      default: false,
    }),
    window: Flags.string({
      description: 'when the cluster may be changed, such as "SA,SU 02:00 4h"',
      env: 'SHAKINSTALL_WINDOW',
      helpValue: 'WINDOW',
    }),
  };

  override async run(): Promise<void> {
    const {flags} = await this.parse(ClusterUpgrade);
    const window = checkWindow(flags.window);
    const standing = await openStanding(selectStandingFlags(flags));
    const {clock} = standing.workspace.ports.operator;
    const screen = await openScreen({isJson: flags.json, nowMs: () => clock.now()});
    const outcome = await runClusterUpgrade(standing, {
      to: flags.to,
      pools: flags.pool ?? [],
      window,
      strategy: selectStrategy(flags),
      isPlanOnly: flags['plan-only'],
      approve: createShownApproval({
        isApproved: flags.yes,
        screen,
        command: `shakinstall cluster upgrade --to ${flags.to}`,
      }),
      screen,
      eventsFile: flags.events,
    });
    presentClusterUpgrade(outcome, flags.json);
    process.exitCode = outcome.exitCode;
  }
}
