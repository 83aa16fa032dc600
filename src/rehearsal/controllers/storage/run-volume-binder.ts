import {type ControllerContext, controllerUser} from '../core/controller-context.js';
import {type KubeObject, objectKey} from '../core/kube-object.js';
import {kubeResources} from '../core/kube-resource.js';
import {claimsOf} from '../kubelet/pod-disks.js';
import {isDelayed} from '../scheduling/pod-claims.js';
import {hasEnded} from '../workloads/pod-facts.js';
import {claimReference, isReserved, selectVolume} from './volume-binding.js';

const {persistentVolumes: volumeType, persistentVolumeClaims: claimType} = kubeResources;
const boundByController = 'pv.kubernetes.io/bound-by-controller';
const pvcProtection = 'kubernetes.io/pvc-protection';
const pvProtection = 'kubernetes.io/pv-protection';
const driver = 'pd.csi.storage.gke.io';

/** Binds claims to volumes that stand, keeps the phases of both, and protects what is in use. */
export function runVolumeBinder(context: ControllerContext): void {
  const {informers} = context;
  const user = controllerUser('persistent-volume-binder');
  const client = context.client(user);
  const record = context.recorder(user, 'persistentvolume-controller');
  const volumes = informers.of(volumeType);
  const claims = informers.of(claimType);
  const pods = informers.of(kubeResources.pods);
  const classes = informers.of(kubeResources.storageClasses);
  pods.addIndex('claim', (pod) => claimsOf(pod).map((name) => `${pod.metadata.namespace}/${name}`));

  const claimQueue = context.queue('claims', async (key) => {
    const claim = claims.getByKey(key);
    if (!claim) return undefined;
    if (claim.metadata.deletionTimestamp) return letGo(claim);
    if (claim.status?.phase === 'Bound') return checkLost(claim);
    const isPlaced = claim.metadata.annotations?.['volume.kubernetes.io/selected-node'] !== undefined;
    const volume = selectVolume(claim, volumes.list());
    const isDelayedClaim = isDelayed(informers, claim);
    if (volume && (!isDelayedClaim || isPlaced || isReserved(volume, claim))) return bind(claim, volume);
    return explain(claim, isDelayedClaim && !isPlaced);
  });

  const bind = async (claim: KubeObject, volume: KubeObject): Promise<undefined> => {
    if (volume.spec.claimRef?.uid !== claim.metadata.uid) {
      const isOurs = !volume.spec.claimRef;
      await client.patch(volumeType, volume.metadata, {
        metadata: {...(isOurs ? {annotations: {[boundByController]: 'yes'}} : {})},
        spec: {claimRef: claimReference(claim)},
      });
    }
    await client.patch(volumeType, volume.metadata, {status: {phase: 'Bound'}}, 'status');
    const annotations = {
      'pv.kubernetes.io/bind-completed': 'yes',
      ...(claim.spec.volumeName ? {} : {[boundByController]: 'yes'}),
    };
    await client.patch(claimType, claim.metadata, {metadata: {annotations}, spec: {volumeName: volume.metadata.name}});
    const {accessModes, capacity} = volume.spec;
    await client.patch(claimType, claim.metadata, {status: {phase: 'Bound', accessModes, capacity}}, 'status');
    return undefined;
  };

  const explain = async (claim: KubeObject, isForConsumer: boolean): Promise<undefined> => {
    const about = {resource: claimType, object: claim};
    const className: string = claim.spec.storageClassName ?? '';
    const storageClass = className ? classes.get(undefined, className) : undefined;
    if (isForConsumer)
      record('Normal', 'WaitForFirstConsumer', about, 'waiting for first consumer to be created before binding');
    else if (claim.spec.volumeName) {
      if (!volumes.get(undefined, claim.spec.volumeName))
        record('Warning', 'FailedBinding', about, `volume "${claim.spec.volumeName}" not found`);
    } else if (className && !storageClass)
      record('Warning', 'ProvisioningFailed', about, `storageclass.storage.k8s.io "${className}" not found`);
    else if (!className || storageClass?.provisioner === 'kubernetes.io/no-provisioner')
      record(
        'Normal',
        'FailedBinding',
        about,
        'no persistent volumes available for this claim and no storage class is set',
      );
    else if (storageClass && ![driver, 'kubernetes.io/gce-pd'].includes(storageClass.provisioner))
      record(
        'Normal',
        'ExternalProvisioning',
        about,
        `waiting for a volume to be created, either by external provisioner "${storageClass.provisioner}" or manually created by system administrator`,
      );
    return undefined;
  };

  const checkLost = async (claim: KubeObject): Promise<undefined> => {
    if (!volumes.isSynced() || volumes.get(undefined, claim.spec.volumeName)) return undefined;
    await client.patch(claimType, claim.metadata, {status: {phase: 'Lost'}}, 'status');
    record(
      'Warning',
      'ClaimLost',
      {resource: claimType, object: claim},
      'Bound claim has lost its PersistentVolume. Data on the volume is lost!',
    );
    return undefined;
  };

  const letGo = async (claim: KubeObject): Promise<undefined> => {
    const isInUse = pods.byIndex('claim', objectKey(claim)).some((pod) => !hasEnded(pod));
    if (isInUse || !claim.metadata.finalizers?.includes(pvcProtection)) return undefined;
    await client.patch(claimType, claim.metadata, {
      metadata: {finalizers: claim.metadata.finalizers.filter((name) => name !== pvcProtection)},
    });
    return undefined;
  };

  const volumeQueue = context.queue('volumes', async (name) => {
    const volume = volumes.getByKey(name);
    if (!volume) return undefined;
    const reference = volume.spec.claimRef;
    const claim = reference && claims.get(reference.namespace, reference.name);
    const isHeld = claim && (!reference.uid || claim.metadata.uid === reference.uid);
    if (volume.metadata.deletionTimestamp) {
      if (isHeld || !volume.metadata.finalizers?.includes(pvProtection)) return undefined;
      await client.patch(volumeType, volume.metadata, {
        metadata: {finalizers: volume.metadata.finalizers.filter((finalizer) => finalizer !== pvProtection)},
      });
      return undefined;
    }
    const phase = !reference
      ? 'Available'
      : isHeld || !reference.uid
        ? volume.status?.phase === 'Bound'
          ? 'Bound'
          : 'Available'
        : 'Released';
    if (claims.isSynced() && volume.status?.phase !== phase && volume.status?.phase !== 'Failed')
      await client.patch(volumeType, volume.metadata, {status: {phase}}, 'status');
    return undefined;
  });

  claims.onChange(({object}) => {
    claimQueue.add(objectKey(object));
    if (object.spec.volumeName) volumeQueue.add(object.spec.volumeName);
  });
  volumes.onChange(({object}) => {
    volumeQueue.add(object.metadata.name);
    for (const claim of claims.list())
      if (claim.status?.phase !== 'Bound' || claim.spec.volumeName === object.metadata.name)
        claimQueue.add(objectKey(claim));
  });
  classes.onChange(() => {
    for (const claim of claims.list()) if (claim.status?.phase !== 'Bound') claimQueue.add(objectKey(claim));
  });
  pods.onChange(({type, object, previous}) => {
    if (type !== 'deleted' && !(hasEnded(object) && !hasEnded(previous ?? object))) return;
    for (const name of claimsOf(object)) claimQueue.add(`${object.metadata.namespace}/${name}`);
  });
}
