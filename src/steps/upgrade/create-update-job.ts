import type {KubeObject} from '../../model/ports/kube.js';

/** Says which script of which release a Job runs. */
export const updateLabel = 'shakinstall.dev/update';

/** What a script runs as. */
export interface UpdateJob {
  /** Release and script. */
  readonly label: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly image: string;
  readonly serviceAccount: string | undefined;
  readonly secrets: readonly string[];
  readonly timeoutMinutes: number;
}

/** The Job of one attempt. It tries once: whether again is for whoever reads why it failed. */
export function createUpdateJob(job: UpdateJob, script: string, attempt: number): KubeObject {
  const labels = {...job.labels, [updateLabel]: job.label};
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {name: `update-${job.label.replaceAll('.', '-')}-${attempt}`, namespace: job.namespace, labels},
    spec: {
      backoffLimit: 0,
      activeDeadlineSeconds: job.timeoutMinutes * 60,
      template: {
        // A mesh's sidecar never ends by itself, and its Job with it. https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/
        metadata: {labels: {...labels, 'sidecar.istio.io/inject': 'false'}},
        spec: {
          restartPolicy: 'Never',
          ...(job.serviceAccount === undefined ? {} : {serviceAccountName: job.serviceAccount}),
          containers: [
            {
              name: 'update',
              image: job.image,
              command: ['sh', '-euc', script],
              ...(job.secrets.length === 0 ? {} : {envFrom: job.secrets.map((name) => ({secretRef: {name}}))}),
            },
          ],
        },
      },
    },
  };
}
