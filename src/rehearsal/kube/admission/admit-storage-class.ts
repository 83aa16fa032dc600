import type {KubeObject} from '../object/kube-object.js';
import type {AdmissionPlugin} from './admission-plugin.js';

const isDefault = ({metadata}: KubeObject) =>
  metadata.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true' ||
  metadata.annotations?.['storageclass.beta.kubernetes.io/is-default-class'] === 'true';

/** Gives a claim that names no class the newest default one. https://kubernetes.io/docs/concepts/storage/storage-classes/#default-storageclass */
export const defaultStorageClass: AdmissionPlugin = {
  mutate({store}, {operation, resource, subresource, object}) {
    if (operation !== 'CREATE' || resource.collection !== 'persistentvolumeclaims' || subresource !== '' || !object)
      return undefined;
    if (
      object.spec.storageClassName !== undefined ||
      object.metadata.annotations?.['volume.beta.kubernetes.io/storage-class'] !== undefined
    )
      return undefined;
    const [newest] = store
      .list('storageclasses.storage.k8s.io')
      .filter(isDefault)
      .sort((left, right) =>
        (left.metadata.creationTimestamp ?? '') < (right.metadata.creationTimestamp ?? '') ? 1 : -1,
      );
    return newest && {...object, spec: {...object.spec, storageClassName: newest.metadata.name}};
  },
};

/** Keeps volumes and claims that are in use from vanishing. https://kubernetes.io/docs/concepts/storage/persistent-volumes/#storage-object-in-use-protection */
export const storageObjectInUseProtection: AdmissionPlugin = {
  mutate(_context, {operation, resource, subresource, object}) {
    if (operation !== 'CREATE' || subresource !== '' || !object) return undefined;
    const finalizer = {
      persistentvolumeclaims: 'kubernetes.io/pvc-protection',
      persistentvolumes: 'kubernetes.io/pv-protection',
    }[resource.collection];
    const finalizers = object.metadata.finalizers ?? [];
    if (!finalizer || finalizers.includes(finalizer)) return undefined;
    return {...object, metadata: {...object.metadata, finalizers: [...finalizers, finalizer]}};
  },
};
