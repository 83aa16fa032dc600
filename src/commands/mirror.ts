import {Command, Flags} from '@oclif/core';
import {exitCodes} from '../cli/exit-codes.js';
import {selectWorkspaceFlags, workspaceFlags} from '../cli/flags.js';
import {formatMirrorJson, formatMirrorResult} from '../cli/mirror/format-mirror-result.js';
import {runMirror} from '../cli/mirror/run-mirror.js';

export default class Mirror extends Command {
  static override readonly description =
    'Copy every image of a release into a registry of your own, or into a directory and from there, with all platforms and digests.';
  static override readonly examples = [
    '<%= config.bin %> mirror --release ./shakudo-2023.12 --registry europe-docker.pkg.dev/PROJECT/REPOSITORY',
    '<%= config.bin %> mirror --release ./shakudo-2023.12 --list',
    '<%= config.bin %> mirror --release ./shakudo-2023.12 --to oci:./images',
    '<%= config.bin %> mirror --from oci:./images --registry registry.internal:5000/shakudo',
  ];
  static override readonly flags = {
    ...workspaceFlags,
    registry: Flags.string({
      description: 'registry that images are copied into, with the path below which they stand',
      env: 'SHAKINSTALL_REGISTRY',
      helpValue: 'HOST/PATH',
    }),
    to: Flags.string({
      description: 'directory in the OCI layout that images are copied into, for a way without a network',
      env: 'SHAKINSTALL_TO',
      helpValue: 'oci:DIR',
    }),
    from: Flags.string({
      description: 'directory that images are taken from, in place of their registries',
      env: 'SHAKINSTALL_FROM',
      helpValue: 'oci:DIR',
    }),
    image: Flags.string({
      description: 'a further image; without --release, an image in place of a release’s',
      env: 'SHAKINSTALL_IMAGE',
      multiple: true,
      helpValue: 'IMAGE',
    }),
    list: Flags.boolean({
      description: 'print the images and where they would go, and copy nothing',
      env: 'SHAKINSTALL_LIST',
      default: false,
    }),
    json: Flags.boolean({description: 'print the result as JSON', env: 'SHAKINSTALL_JSON', default: false}),
  };

  override async run(): Promise<void> {
    const {flags} = await this.parse(Mirror);
    const {registry, to, from, image: images = [], list: isList, json: isJson} = flags;
    const result = await runMirror(selectWorkspaceFlags(flags), {registry, to, from, images, isList, isJson});
    process.stdout.write(isJson ? formatMirrorJson(result) : formatMirrorResult(result));
    if (result.outcomes?.some(({state}) => state === 'failed')) process.exitCode = exitCodes.stepFailed;
  }
}
