import type {InformerSet} from '../core/informer-set.js';
import type {KubeObject} from '../core/kube-object.js';
import {kubeResources} from '../core/kube-resource.js';

interface KeySource {
  readonly name: string;
  readonly key?: string;
  readonly optional?: boolean;
}

/** Where a container's environment comes from. */
export interface EnvironmentSpec {
  readonly env?: ReadonlyArray<{
    readonly valueFrom?: {readonly configMapKeyRef?: KeySource; readonly secretKeyRef?: KeySource};
  }>;
  readonly envFrom?: ReadonlyArray<{readonly configMapRef?: KeySource; readonly secretRef?: KeySource}>;
}

/** What keeps a container from being created: a ConfigMap, Secret or key that its environment wants, in the kubelet's words. */
export function findMissingEnvironment(
  informers: InformerSet,
  namespace: string,
  container: EnvironmentSpec,
): string | undefined {
  const check = (kind: 'configmap' | 'secret', source: KeySource | undefined): string | undefined => {
    if (!source || source.optional) return undefined;
    const type = kind === 'configmap' ? kubeResources.configMaps : kubeResources.secrets;
    const object = informers.of(type).get(namespace, source.name);
    if (!object) return `${kind} "${source.name}" not found`;
    if (source.key === undefined || source.key in {...object.data, ...object.binaryData}) return undefined;
    return `couldn't find key ${source.key} in ${type.kind} ${namespace}/${source.name}`;
  };
  for (const {configMapRef, secretRef} of container.envFrom ?? []) {
    const missing = check('configmap', configMapRef) ?? check('secret', secretRef);
    if (missing) return missing;
  }
  for (const {valueFrom} of container.env ?? []) {
    const missing = check('configmap', valueFrom?.configMapKeyRef) ?? check('secret', valueFrom?.secretKeyRef);
    if (missing) return missing;
  }
  return undefined;
}

/** Volumes that cannot be mounted yet, each with the kubelet's reason. */
export function findUnmountable(
  informers: InformerSet,
  pod: KubeObject,
): ReadonlyArray<{readonly volume: string; readonly message: string}> {
  const namespace = pod.metadata.namespace!;
  const missing: Array<{volume: string; message: string}> = [];
  for (const volume of pod.spec.volumes ?? []) {
    const parts = volume.projected?.sources ?? [
      {secret: volume.secret && {...volume.secret, name: volume.secret.secretName}, configMap: volume.configMap},
    ];
    for (const {secret, configMap} of parts) {
      const wanted = secret
        ? {type: kubeResources.secrets, kind: 'secret', source: secret}
        : configMap
          ? {type: kubeResources.configMaps, kind: 'configmap', source: configMap}
          : undefined;
      if (!wanted || wanted.source.optional || !wanted.source.name) continue;
      const object = informers.of(wanted.type).get(namespace, wanted.source.name);
      const absentKey =
        object &&
        (wanted.source.items ?? []).find(({key}: {key: string}) => !(key in {...object.data, ...object.binaryData}));
      const reason = !object
        ? `${wanted.kind} "${wanted.source.name}" not found`
        : absentKey &&
          `references non-existent ${wanted.kind === 'secret' ? 'secret' : 'config'} key: ${absentKey.key}`;
      if (reason)
        missing.push({
          volume: volume.name,
          message: `MountVolume.SetUp failed for volume "${volume.name}" : ${reason}`,
        });
    }
  }
  return missing;
}
