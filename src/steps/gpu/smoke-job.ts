import type {KubeObject} from '../../model/ports/kube.js';

/** Where the test runs: a namespace that every cluster has. */
export const smokeNamespace = 'default';

/** Google’s own registry is reached without a way out to the internet, and the node brings the tool and its libraries. */
const image = 'gcr.io/distroless/base-debian12:latest';

/** A node comes, and its driver is installed, within this; the job ends by itself after it. */
export const smokeMinutes = 30;

export const smokeJobName = (pool: string) => `shakinstall-smoke-${pool}`;

/**
 * A job that lands on a pool, asks for all the GPUs of one node, and lists them. The node mounts its driver into every
 * container that has GPUs. https://cloud.google.com/kubernetes-engine/docs/how-to/gpus#about_the_nvidia_cuda-x_libraries
 */
export function createSmokeJob(pool: string, count: number): KubeObject {
  const labels = {'app.kubernetes.io/managed-by': 'shakinstall'};
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {name: smokeJobName(pool), namespace: smokeNamespace, labels},
    spec: {
      backoffLimit: 0,
      activeDeadlineSeconds: smokeMinutes * 60,
      template: {
        metadata: {labels},
        spec: {
          restartPolicy: 'Never',
          nodeSelector: {'cloud.google.com/gke-nodepool': pool},
          tolerations: [{operator: 'Exists'}],
          containers: [
            {
              name: 'nvidia-smi',
              image,
              command: ['/usr/local/nvidia/bin/nvidia-smi', '-L'],
              env: [{name: 'LD_LIBRARY_PATH', value: '/usr/local/nvidia/lib64'}],
              resources: {requests: {cpu: '100m', memory: '128Mi'}, limits: {'nvidia.com/gpu': String(count)}},
            },
          ],
        },
      },
    },
  };
}
