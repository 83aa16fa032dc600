import {Command, Flags} from '@oclif/core';
import {stringify} from 'yaml';
import {clusterFlags, selectClusterChoice} from '../../cli/cluster-flags.js';
import {selectWorkspaceFlags, workspaceFlags} from '../../cli/flags.js';
import {createAlertRules} from '../../cli/schedule/create-alert-rules.js';
import {runSchedule} from '../../cli/schedule/run-schedule.js';

export default class DoctorSchedule extends Command {
  static override readonly description =
    `Print, or apply, what lets the doctor look from inside the cluster on a schedule: findings as Events, metrics for Prometheus.

No image is published: build one from templates/doctor/Dockerfile of this package, push it where the cluster can pull it, and name it by --image.
The role reads no Secret, because none can be limited to names, and writes nothing outside of the namespace. Checks that need more (Helm’s records, webhooks asked by a dry run) are unknown in there, never green.`;
  static override readonly examples = [
    '<%= config.bin %> doctor schedule --image registry.example.com/shakinstall:0.1.0 | kubectl apply -f -',
    '<%= config.bin %> doctor schedule --image registry.example.com/shakinstall:0.1.0 --metrics --apply',
    '<%= config.bin %> doctor schedule --alerts',
  ];
  static override readonly flags = {
    ...workspaceFlags,
    ...clusterFlags,
    image: Flags.string({description: 'image that holds this program', env: 'SHAKINSTALL_IMAGE', helpValue: 'IMAGE'}),
    every: Flags.string({
      description: 'when it looks, in cron’s form',
      env: 'SHAKINSTALL_EVERY',
      default: '*/10 * * * *',
      helpValue: 'CRON',
    }),
    namespace: Flags.string({
      description: 'namespace of its own that it lives in',
      env: 'SHAKINSTALL_NAMESPACE',
      default: 'shakinstall',
    }),
    'google-service-account': Flags.string({
      description: 'Google service account that it is by Workload Identity; without one it asks Google nothing',
      env: 'SHAKINSTALL_GOOGLE_SERVICE_ACCOUNT',
      helpValue: 'EMAIL',
    }),
    metrics: Flags.boolean({
      description: 'serve the last look’s metrics for Prometheus too',
      env: 'SHAKINSTALL_METRICS',
      default: false,
    }),
    alerts: Flags.boolean({
      description: 'print alert rules for Prometheus’ operator, and nothing else',
      env: 'SHAKINSTALL_ALERTS',
      default: false,
      exclusive: ['apply'],
    }),
    'silent-after': Flags.integer({
      description: 'with --alerts: seconds without a look that are too many',
      env: 'SHAKINSTALL_SILENT_AFTER',
      default: 3600,
      min: 60,
      helpValue: 'SECONDS',
    }),
    apply: Flags.boolean({description: 'apply it, after asking', env: 'SHAKINSTALL_APPLY', default: false}),
    yes: Flags.boolean({
      char: 'y',
      description: 'with --apply: without asking',
      env: 'SHAKINSTALL_YES',
      default: false,
    }),
  };

  override async run(): Promise<void> {
    const {flags} = await this.parse(DoctorSchedule);
    const {image, every, namespace, metrics, alerts, apply, yes} = flags;
    if (alerts) {
      this.log(stringify(createAlertRules({namespace, silentSeconds: flags['silent-after']})).trimEnd());
      return;
    }
    if (image === undefined)
      this.error('--image is needed: none is published; templates/doctor/Dockerfile says how to build one', {exit: 2});
    await runSchedule(
      selectWorkspaceFlags(flags),
      selectClusterChoice(flags),
      {image, every, namespace, googleServiceAccount: flags['google-service-account'], hasMetrics: metrics},
      {isApplied: apply, isApproved: yes, write: (text) => process.stdout.write(text)},
    );
  }
}
