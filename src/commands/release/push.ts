import {Args, Command, Flags} from '@oclif/core';
import {selectWorkspaceFlags, workspaceFlags} from '../../cli/flags.js';
import {openEnvironment} from '../../cli/open-environment.js';
import {pushReleaseTo} from '../../cli/release-source/push-release-to.js';

const {rehearse, 'rehearse-speed': speed, 'rehearse-catalogue': catalogue} = workspaceFlags;

export default class ReleasePush extends Command {
  static override readonly description =
    'Put a release into a registry, from where init, upgrade, releases and mirror take it as oci://HOST/PATH:TAG.';
  static override readonly examples = [
    '<%= config.bin %> release push ./shakudo-2024.01 --to oci://europe-docker.pkg.dev/PROJECT/releases/shakudo',
    '<%= config.bin %> release push oci://registry.example/shakudo:2024.01 --to oci://registry.internal:5000/shakudo',
  ];
  static override readonly args = {
    release: Args.string({description: 'directory, .tgz or oci://HOST/PATH:TAG of the release', required: true}),
  };
  static override readonly flags = {
    rehearse,
    'rehearse-speed': speed,
    'rehearse-catalogue': catalogue,
    to: Flags.string({
      description: 'where it is put; the tag is its version where none is named',
      env: 'SHAKINSTALL_TO',
      helpValue: 'oci://HOST/PATH[:TAG]',
      required: true,
    }),
    json: Flags.boolean({description: 'print the result as JSON', env: 'SHAKINSTALL_JSON', default: false}),
  };

  override async run(): Promise<void> {
    const {args, flags} = await this.parse(ReleasePush);
    const environment = await openEnvironment(selectWorkspaceFlags(flags));
    const pushed = await pushReleaseTo(args.release, flags.to, environment);
    const {release, place, exact} = pushed;
    this.log(flags.json ? JSON.stringify(pushed, undefined, 2) : `${release} is pushed.\n  ${place}\n  ${exact}`);
  }
}
