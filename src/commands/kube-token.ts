import {Command, Flags} from '@oclif/core';
import {fetchKubeCredential} from '../cli/fetch-kube-credential.js';

export default class KubeToken extends Command {
  static override readonly description = 'Print a Kubernetes credential; kubeconfig calls this, people need not.';
  static override readonly hidden = true;
  static override readonly flags = {
    'key-file': Flags.string({
      description: 'service-account key',
      env: 'SHAKINSTALL_KEY_FILE',
      required: true,
      helpValue: 'FILE',
    }),
  };

  override async run(): Promise<void> {
    const {flags} = await this.parse(KubeToken);
    process.stdout.write(`${JSON.stringify(await fetchKubeCredential(flags['key-file']))}\n`);
  }
}
