import type {NewKubeObject} from '../core/kube-object.js';

const driver = 'pd.csi.storage.gke.io';
const isDefault = {'storageclass.kubernetes.io/is-default-class': 'true'};

/** The classes of a fresh GKE cluster. https://cloud.google.com/kubernetes-engine/docs/concepts/persistent-volumes#storageclasses */
export const gkeStorageClasses: readonly NewKubeObject[] = [
  {
    metadata: {
      name: 'standard',
      labels: {'addonmanager.kubernetes.io/mode': 'EnsureExists'},
      annotations: {'components.gke.io/layer': 'addon'},
    },
    provisioner: 'kubernetes.io/gce-pd',
    parameters: {type: 'pd-standard'},
    reclaimPolicy: 'Delete',
    allowVolumeExpansion: true,
    volumeBindingMode: 'Immediate',
  },
  {
    metadata: {
      name: 'standard-rwo',
      labels: {'addonmanager.kubernetes.io/mode': 'EnsureExists', 'k8s-app': 'gcp-compute-persistent-disk-csi-driver'},
      annotations: {'components.gke.io/layer': 'addon', ...isDefault},
    },
    provisioner: driver,
    parameters: {type: 'pd-balanced'},
    reclaimPolicy: 'Delete',
    allowVolumeExpansion: true,
    volumeBindingMode: 'WaitForFirstConsumer',
  },
  {
    metadata: {
      name: 'premium-rwo',
      labels: {'addonmanager.kubernetes.io/mode': 'EnsureExists', 'k8s-app': 'gcp-compute-persistent-disk-csi-driver'},
      annotations: {'components.gke.io/layer': 'addon'},
    },
    provisioner: driver,
    parameters: {type: 'pd-ssd'},
    reclaimPolicy: 'Delete',
    allowVolumeExpansion: true,
    volumeBindingMode: 'WaitForFirstConsumer',
  },
];
