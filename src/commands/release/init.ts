import {Args, Command, Flags} from '@oclif/core';
import {deriveReleaseFile} from '../../cli/derive-release-file.js';

export default class ReleaseInit extends Command {
  static override readonly description =
    'Derive a release.yaml from a bare chart directory, and say what could not be told from it.';
  static override readonly examples = ['<%= config.bin %> release init ./shakudo-platform'];
  static override readonly args = {directory: Args.string({description: 'directory with the chart', required: true})};
  static override readonly flags = {
    force: Flags.boolean({
      description: 'replace a release.yaml that is there',
      env: 'SHAKINSTALL_FORCE',
      default: false,
    }),
    stdout: Flags.boolean({description: 'print it in place of writing it', env: 'SHAKINSTALL_STDOUT', default: false}),
  };

  override async run(): Promise<void> {
    const {args, flags} = await this.parse(ReleaseInit);
    process.stdout.write(await deriveReleaseFile(args.directory, {isForced: flags.force, toStdout: flags.stdout}));
  }
}
