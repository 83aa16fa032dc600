import type {ClusterProbe} from './probe.js';

export interface StorageClassFact {
  readonly name: string;
  readonly provisioner: string;
  readonly isDefault: boolean;
  readonly isExpandable: boolean;
  /** `Immediate` or `WaitForFirstConsumer`. */
  readonly bindingMode: string;
  readonly parameters: Readonly<Record<string, string>>;
}

export const storageClassesProbe: ClusterProbe<readonly StorageClassFact[]> = {
  id: 'storage-classes',
  scope: 'cluster',
  async collect({ports, cluster}) {
    const classes = await ports.kube.list(await cluster(), {apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass'});
    return classes.map((object) => ({
      name: object.metadata.name,
      provisioner: typeof object.provisioner === 'string' ? object.provisioner : '',
      isDefault: object.metadata.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true',
      isExpandable: object.allowVolumeExpansion === true,
      bindingMode: typeof object.volumeBindingMode === 'string' ? object.volumeBindingMode : 'Immediate',
      parameters: (object.parameters ?? {}) as Readonly<Record<string, string>>,
    }));
  },
};
