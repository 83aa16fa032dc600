import {Command, Flags} from '@oclif/core';
import {clusterFlags, selectClusterChoice} from '../../cli/cluster-flags.js';
import {openMetrics} from '../../cli/schedule/open-metrics.js';

export default class DoctorServe extends Command {
  static override readonly description =
    'Serve what the scheduled doctor last found as metrics for Prometheus, on /metrics. Looks at nothing itself.';
  static override readonly examples = ['<%= config.bin %> doctor serve --namespace shakinstall --port 9090'];
  static override readonly flags = {
    ...clusterFlags,
    namespace: Flags.string({
      description: 'namespace of the scheduled doctor',
      env: 'SHAKINSTALL_NAMESPACE',
      default: 'shakinstall',
    }),
    port: Flags.integer({
      description: 'port that it listens on',
      env: 'SHAKINSTALL_PORT',
      default: 9090,
      min: 0,
      max: 65_535,
    }),
  };

  override async run(): Promise<void> {
    const {flags} = await this.parse(DoctorServe);
    await openMetrics(selectClusterChoice(flags), {namespace: flags.namespace, port: flags.port});
  }
}
