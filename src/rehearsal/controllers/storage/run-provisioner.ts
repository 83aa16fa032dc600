import type {ControllerContext} from '../core/controller-context.js';
import {type KubeObject, type NewKubeObject, objectKey} from '../core/kube-object.js';
import {kubeResources} from '../core/kube-resource.js';
import {formatBytes, parseQuantity} from '../core/quantity.js';
import {findDiskOf} from './disk-of-volume.js';
import {claimReference} from './volume-binding.js';

const {persistentVolumes: volumeType, persistentVolumeClaims: claimType} = kubeResources;
/** The CSI driver of Google's disks, and the in-tree provisioner that is redirected to it. */
const driver = 'pd.csi.storage.gke.io';
const provisioners = new Set([driver, 'kubernetes.io/gce-pd']);
const provisioningMs = [3_000, 8_000] as const;
const smallestDiskBytes = 2 ** 30;

/** Makes disks for claims of Google's storage classes, and deletes those of released volumes. */
export function runProvisioner(context: ControllerContext): void {
  const {informers, cloud, cluster, clock, seeded} = context;
  const user = 'system:serviceaccount:kube-system:pd-csi-controller';
  const client = context.client(user);
  const record = context.recorder(user, `${driver}_gke-${cluster.uid.slice(0, 20)}-vm`);
  const claims = informers.of(claimType);
  const volumes = informers.of(volumeType);
  const dueMs = new Map<string, number>();

  const queue = context.queue('provisioner', async (key) => {
    const claim = claims.getByKey(key);
    if (!claim || claim.metadata.deletionTimestamp || claim.spec.volumeName || claim.status?.phase === 'Bound')
      return undefined;
    const storageClass = informers.of(kubeResources.storageClasses).get(undefined, claim.spec.storageClassName ?? '');
    if (!storageClass || !provisioners.has(storageClass.provisioner)) return undefined;
    const selected = claim.metadata.annotations?.['volume.kubernetes.io/selected-node'];
    if (storageClass.volumeBindingMode === 'WaitForFirstConsumer' && !selected) return undefined;
    const name = `pvc-${claim.metadata.uid}`;
    if (volumes.get(undefined, name)) return undefined;
    const about = {resource: claimType, object: claim};
    const now = clock.now();
    if (!dueMs.has(name)) {
      dueMs.set(name, now + seeded.between(name, provisioningMs));
      record(
        'Normal',
        'Provisioning',
        about,
        `External provisioner is provisioning volume for claim "${objectKey(claim)}"`,
      );
    }
    const restMs = dueMs.get(name)! - now;
    if (restMs > 0) return restMs;
    dueMs.delete(name);
    const node =
      informers.of(kubeResources.nodes).get(undefined, selected ?? '') ?? informers.of(kubeResources.nodes).list()[0];
    const zone = node?.metadata.labels?.['topology.kubernetes.io/zone'] ?? cluster.location;
    const bytes = Math.max(parseQuantity(claim.spec.resources.requests.storage), smallestDiskBytes);
    const type = storageClass.parameters?.type ?? 'pd-standard';
    const refusal = cloud.findDisk(cluster.uid, zone, name)
      ? undefined
      : cloud.createDisk(cluster.uid, {zone, name, sizeGb: Math.ceil(bytes / 2 ** 30), type});
    if (refusal) {
      record(
        'Warning',
        'ProvisioningFailed',
        about,
        `failed to provision volume with StorageClass "${storageClass.metadata.name}": rpc error: code = Internal desc = CreateVolume failed to create single zonal disk ${name}: failed to insert zonal disk: unknown Insert disk error: ${refusal.refused}`,
      );
      return 60_000;
    }
    await client.createUnlessPresent(
      volumeType,
      createVolume({name, zone, bytes, claim, storageClass, project: cluster.project}),
    );
    record('Normal', 'ProvisioningSucceeded', about, `Successfully provisioned volume ${name}`);
    return undefined;
  });

  const reclaim = context.queue('reclaim', async (name) => {
    const volume = volumes.getByKey(name);
    if (
      volume?.status?.phase !== 'Released' ||
      volume.spec.persistentVolumeReclaimPolicy !== 'Delete' ||
      volume.metadata.deletionTimestamp
    )
      return undefined;
    const disk = findDiskOf(volume, cluster.project, cluster.location);
    if (disk) cloud.deleteDisk(cluster.uid, disk.zone, disk.name);
    await client.remove(volumeType, volume.metadata);
    return undefined;
  });

  claims.onChange(({type, object}) => type !== 'deleted' && queue.add(objectKey(object)));
  volumes.onChange(({type, object}) => type !== 'deleted' && reclaim.addAfter(object.metadata.name, 2_000));
}

function createVolume({
  name,
  zone,
  bytes,
  claim,
  storageClass,
  project,
}: {
  name: string;
  zone: string;
  bytes: number;
  claim: KubeObject;
  storageClass: KubeObject;
  project: string;
}): NewKubeObject {
  const zoneKey = 'topology.gke.io/zone';
  return {
    metadata: {
      name,
      annotations: {
        'pv.kubernetes.io/provisioned-by': driver,
        'volume.kubernetes.io/provisioner-deletion-secret-name': '',
        'volume.kubernetes.io/provisioner-deletion-secret-namespace': '',
      },
    },
    spec: {
      accessModes: claim.spec.accessModes,
      capacity: {storage: formatBytes(bytes)},
      claimRef: claimReference(claim),
      csi: {
        driver,
        fsType: 'ext4',
        volumeAttributes: {'storage.kubernetes.io/csiProvisionerIdentity': `${driver}-provisioner`},
        volumeHandle: `projects/${project}/zones/${zone}/disks/${name}`,
      },
      nodeAffinity: {
        required: {nodeSelectorTerms: [{matchExpressions: [{key: zoneKey, operator: 'In', values: [zone]}]}]},
      },
      persistentVolumeReclaimPolicy: storageClass.reclaimPolicy ?? 'Delete',
      storageClassName: storageClass.metadata.name,
      volumeMode: claim.spec.volumeMode ?? 'Filesystem',
    },
  };
}
