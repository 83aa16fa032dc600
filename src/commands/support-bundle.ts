import {Command, Flags} from '@oclif/core';
import {writeBundle} from '../cli/bundle/write-bundle.js';
import {clusterFlags, selectClusterChoice} from '../cli/cluster-flags.js';
import {selectWorkspaceFlags, workspaceFlags} from '../cli/flags.js';
import {openDoctorSubject} from '../cli/open-doctor.js';

export default class SupportBundle extends Command {
  static override readonly description =
    'Gather what somebody else needs to see: facts, findings, journal, logs of failing containers, versions. Secrets stay here.';
  static override readonly examples = [
    '<%= config.bin %> support-bundle --preview',
    '<%= config.bin %> support-bundle --output evidence.tgz',
  ];
  static override readonly flags = {
    ...workspaceFlags,
    ...clusterFlags,
    output: Flags.string({
      char: 'o',
      description: 'where it is written; a name with the date where left out',
      env: 'SHAKINSTALL_OUTPUT',
      helpValue: 'FILE.tgz',
    }),
    preview: Flags.boolean({
      description: 'only say what would stand in it',
      env: 'SHAKINSTALL_PREVIEW',
      default: false,
    }),
  };

  override async run(): Promise<void> {
    const {flags} = await this.parse(SupportBundle);
    const subject = await openDoctorSubject(selectWorkspaceFlags(flags), selectClusterChoice(flags));
    this.log(await writeBundle(subject, {output: flags.output, isPreview: flags.preview}));
  }
}
