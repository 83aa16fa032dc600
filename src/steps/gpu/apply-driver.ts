import {type Deferred, selectKnown} from '../../model/deferred.js';
import {isDriverInstalledByGke} from '../../model/gpu-driver.js';
import type {KubeObject} from '../../model/ports/kube.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {type DeferredTarget, requireTarget, selectDeferredTarget, selectTarget} from '../cluster/kube-target.js';
import {defineStep} from '../define-step.js';
import {selectKindPermissions} from '../platform/select-kind-permissions.js';

interface Desired {
  readonly target: DeferredTarget;
  readonly version: Deferred<string>;
}

const docs = 'https://cloud.google.com/kubernetes-engine/docs/how-to/gpus#installing_drivers';
const name = 'nvidia-driver-installer';
const hostPath = (volume: string, path: string) => ({name: volume, hostPath: {path}});

/** An installer on every node with GPUs; Container-Optimized OS carries its image, so nothing is pulled. */
const daemonSet: KubeObject = {
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: {name, namespace: 'kube-system', labels: {'k8s-app': name}},
  spec: {
    selector: {matchLabels: {'k8s-app': name}},
    updateStrategy: {type: 'RollingUpdate'},
    template: {
      metadata: {labels: {name, 'k8s-app': name}},
      spec: {
        priorityClassName: 'system-node-critical',
        hostNetwork: true,
        hostPID: true,
        tolerations: [{operator: 'Exists'}],
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [
                {
                  matchExpressions: [
                    {key: 'cloud.google.com/gke-accelerator', operator: 'Exists'},
                    {key: 'cloud.google.com/gke-gpu-driver-version', operator: 'DoesNotExist'},
                  ],
                },
              ],
            },
          },
        },
        volumes: [hostPath('dev', '/dev'), hostPath('install', '/home/kubernetes/bin/nvidia'), hostPath('root', '/')],
        initContainers: [
          {
            name,
            image: 'cos-nvidia-installer:fixed',
            imagePullPolicy: 'Never',
            securityContext: {privileged: true},
            env: [
              {name: 'NVIDIA_INSTALL_DIR_HOST', value: '/home/kubernetes/bin/nvidia'},
              {name: 'NVIDIA_INSTALL_DIR_CONTAINER', value: '/usr/local/nvidia'},
              {name: 'ROOT_MOUNT_DIR', value: '/root'},
            ],
            volumeMounts: [
              {name: 'install', mountPath: '/usr/local/nvidia'},
              {name: 'dev', mountPath: '/dev'},
              {name: 'root', mountPath: '/root'},
            ],
          },
        ],
        containers: [{name: 'pause', image: 'gke.gcr.io/pause:3.8'}],
      },
    },
  },
};

const isNeeded = ({version}: Desired) => {
  const known = selectKnown(version);
  return known !== undefined && known !== '' && !isDriverInstalledByGke(known);
};

export const applyDriver = defineStep<Desired, KubeObject>({
  id: 'gpu/apply-driver',
  runbook: '10',
  phase: 'cluster',
  title: 'Give old nodes their GPU driver',
  why: 'GKE installs the driver itself from 1.27.2-gke.1200 on. Older nodes count no GPU until a DaemonSet has installed it.',
  docs,
  actor: 'deployer',
  needs: ['cluster/create-cluster'],
  permissions: selectKindPermissions(['apps/DaemonSet'], ['get', 'create', 'update']),
  services: ['container.googleapis.com'],
  usualSeconds: [1, 5],
  timeoutMinutes: 10,
  desire(inputs) {
    const own = inputs.config.gpuPools[0]?.version;
    return {
      target: selectDeferredTarget(inputs),
      version: own === undefined ? inputs.output('cluster/create-cluster', 'version') : {known: own},
    };
  },
  async observe(ports, desired) {
    const target = selectTarget(desired.target);
    if (!isNeeded(desired) || target === undefined) return {state: 'absent'};
    const {apiVersion, kind, metadata} = daemonSet;
    const found = await ports.kube.get(target, {apiVersion, kind, namespace: 'kube-system', name: metadata.name});
    return found === undefined ? {state: 'absent'} : {state: 'present', actual: found};
  },
  diff(desired, observation) {
    if (!isNeeded(desired)) return noChange;
    return selectSimpleChange(observation) ?? noChange;
  },
  async apply(ports, desired) {
    await ports.kube.apply(requireTarget(desired.target), daemonSet, {isDryRun: false, force: true});
  },
  equivalent: (desired) =>
    isNeeded(desired)
      ? [
          [
            'kubectl',
            'apply',
            '--filename=https://raw.githubusercontent.com/GoogleCloudPlatform/container-engine-accelerators/master/nvidia-driver-installer/cos/daemonset-preloaded.yaml',
          ],
        ]
      : [],
});
