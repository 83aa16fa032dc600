import {Command, Flags} from '@oclif/core';
import {printKubeCredential} from '../cli/print-kube-credential.js';

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
    await printKubeCredential(flags['key-file']);
  }
}
