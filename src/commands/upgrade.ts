import {Command, Flags} from '@oclif/core';
import {workspaceFlags} from '../cli/flags.js';
import {openScreen} from '../cli/open-screen.js';
import {createUpgradeApproval} from '../cli/upgrade/create-upgrade-approval.js';
import {openStanding, openUpgrade} from '../cli/upgrade/open-upgrade.js';
import {presentUpgrade} from '../cli/upgrade/present-upgrade.js';
import {runUpgrade} from '../cli/upgrade/run-upgrade.js';
import {selectImagesSource} from '../cli/upgrade/select-images-source.js';
import {checkWindow, moveFlags, selectStandingFlags} from '../cli/upgrade/upgrade-flags.js';

export default class Upgrade extends Command {
  static override readonly description =
    'Put another release in the place of the one that stands: gates, difference, approval, execution, verification; and back, where it fails.';
  static override readonly examples = [
    '<%= config.bin %> upgrade --release ../releases/2024.01 --plan-only',
    '<%= config.bin %> upgrade --release ../releases/2024.01 --approve 0a1b2c3d4e5f',
    '<%= config.bin %> upgrade --release hotfix.tgz --hotfix',
  ];
  static override readonly flags = {
    ...workspaceFlags,
    ...moveFlags,
    release: Flags.string({
      description: 'directory, .tgz or oci://HOST/PATH:TAG of the release to come',
      env: 'SHAKINSTALL_RELEASE',
      helpValue: 'DIR|TGZ|OCI',
      required: true,
    }),
    'plan-only': Flags.boolean({
      description: 'say what would be done, keep the plan with its fingerprint, and change nothing',
      env: 'SHAKINSTALL_PLAN_ONLY',
      default: false,
      exclusive: ['approve', 'yes'],
    }),
    approve: Flags.string({
      description: 'do exactly the plan with this fingerprint, or refuse because the world has moved',
      env: 'SHAKINSTALL_APPROVE',
      helpValue: 'FINGERPRINT',
    }),
    window: Flags.string({
      description: 'when the platform may be changed, such as "SA,SU 02:00 4h"; in place of the configuration’s',
      env: 'SHAKINSTALL_WINDOW',
      helpValue: 'WINDOW',
    }),
    hotfix: Flags.boolean({
      description: 'do not wait for the window; for releases that say that they are hotfixes',
      env: 'SHAKINSTALL_HOTFIX',
      default: false,
    }),
  };

  override async run(): Promise<void> {
    const {flags} = await this.parse(Upgrade);
    const window = checkWindow(flags.window);
    const upgrade = await openUpgrade(await openStanding(selectStandingFlags(flags)), flags.release);
    const {state} = upgrade.opened;
    const {clock} = upgrade.workspace.ports.operator;
    const screen = await openScreen({isJson: flags.json, nowMs: () => clock.now()});
    const outcome = await runUpgrade(upgrade, {
      window,
      isHotfix: flags.hotfix,
      isPlanOnly: flags['plan-only'],
      approve: createUpgradeApproval({fingerprint: flags.approve, isApproved: flags.yes, screen, state}),
      fetchImages: selectImagesSource(upgrade),
      concurrency: 64,
      screen,
      eventsFile: flags.events,
    });
    const command = `shakinstall upgrade --release ${flags.release}${flags.rehearse ? ' --rehearse' : ''}`;
    presentUpgrade(outcome, {isJson: flags.json, command});
    process.exitCode = outcome.exitCode;
  }
}
