import {Command, Flags} from '@oclif/core';
import {workspaceFlags} from '../cli/flags.js';
import {formatReleaseList} from '../cli/upgrade/format-release-list.js';
import {listReleases} from '../cli/upgrade/list-releases.js';
import {openStanding} from '../cli/upgrade/open-upgrade.js';
import {selectStandingFlags} from '../cli/upgrade/upgrade-flags.js';

export default class Releases extends Command {
  static override readonly description =
    'Say which release stands, which stood before, and which may come next, with why not.';
  static override readonly examples = ['<%= config.bin %> releases', '<%= config.bin %> releases --from ../releases'];
  static override readonly flags = {
    ...workspaceFlags,
    from: Flags.string({
      description: 'directory that holds releases, unpacked or as .tgz, or a repository of a registry, by its tags',
      env: 'SHAKINSTALL_FROM',
      helpValue: 'DIR|oci://HOST/PATH',
    }),
    json: Flags.boolean({description: 'print the list as JSON', env: 'SHAKINSTALL_JSON', default: false}),
  };

  override async run(): Promise<void> {
    const {flags} = await this.parse(Releases);
    const list = await listReleases(await openStanding(selectStandingFlags(flags)), flags.from);
    this.log(flags.json ? JSON.stringify(list, undefined, 2) : formatReleaseList(list));
  }
}
