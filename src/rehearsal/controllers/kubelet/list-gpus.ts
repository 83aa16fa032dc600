import {type DeviceContainer, requestedGpus} from '../behaviours/requested-gpus.js';
import type {InformerSet} from '../core/informer-set.js';
import type {KubeObject} from '../core/kube-object.js';
import {kubeResources} from '../core/kube-resource.js';
import {hashFnv32a} from '../core/seeded.js';

/** What the driver calls the GPUs of GKE’s accelerator types. https://docs.nvidia.com/deploy/nvidia-smi/ */
const names: Readonly<Record<string, string>> = {
  'nvidia-tesla-t4': 'Tesla T4',
  'nvidia-tesla-p4': 'Tesla P4',
  'nvidia-tesla-p100': 'Tesla P100-PCIE-16GB',
  'nvidia-tesla-v100': 'Tesla V100-SXM2-16GB',
  'nvidia-l4': 'NVIDIA L4',
  'nvidia-tesla-a100': 'NVIDIA A100-SXM4-40GB',
  'nvidia-a100-80gb': 'NVIDIA A100-SXM4-80GB',
  'nvidia-h100-80gb': 'NVIDIA H100 80GB HBM3',
  'nvidia-h100-mega-80gb': 'NVIDIA H100 80GB HBM3',
  'nvidia-h200-141gb': 'NVIDIA H200',
  'nvidia-b200': 'NVIDIA B200',
};

function drawUuid(salt: string): string {
  const hex = [0, 1, 2, 3].map((part) => hashFnv32a(`${salt}/${part}`).toString(16).padStart(8, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The lines of `nvidia-smi -L` in a container: the devices of its node that it was given. */
export function listGpus(informers: InformerSet, pod: KubeObject, container: DeviceContainer): string[] {
  const node = informers.of(kubeResources.nodes).get(undefined, String(pod.spec.nodeName));
  const type = node?.metadata.labels?.['cloud.google.com/gke-accelerator'] ?? '';
  return Array.from({length: requestedGpus(container)}, (_, index) => {
    const uuid = drawUuid(`${pod.spec.nodeName}/gpu/${index}`);
    return `GPU ${index}: ${names[type] ?? type} (UUID: GPU-${uuid})`;
  });
}
