import type {KubeObject, NewKubeObject} from '../core/kube-object.js';
import {kubeResources} from '../core/kube-resource.js';
import {controllerReference} from '../core/owners.js';
import {podFromTemplate} from './pod-facts.js';

/** The label that names the revision a pod was made from. */
export const revisionLabel = 'controller-revision-hash';

/** The number at the end of a stateful pod's name. */
export function ordinalOf(pod: KubeObject): number {
  return Number(/-(\d+)$/.exec(pod.metadata.name)?.[1] ?? -1);
}

/** The pod of that ordinal, with its identity and its claims. */
export function createOrdinalPod(set: KubeObject, ordinal: number, revision: string): NewKubeObject {
  const name = `${set.metadata.name}-${ordinal}`;
  const pod = podFromTemplate(
    set.spec.template,
    set.metadata.namespace!,
    controllerReference(kubeResources.statefulSets, set),
    {name},
  );
  const templates: KubeObject[] = set.spec.volumeClaimTemplates ?? [];
  const claimed = new Set(templates.map(({metadata}) => metadata.name));
  const others = (pod.spec.volumes ?? []).filter((volume: {name: string}) => !claimed.has(volume.name));
  const volumes = [
    ...templates.map(({metadata}) => ({
      name: metadata.name,
      persistentVolumeClaim: {claimName: `${metadata.name}-${name}`},
    })),
    ...others,
  ];
  return {
    ...pod,
    metadata: {
      ...pod.metadata,
      labels: {...pod.metadata.labels, 'statefulset.kubernetes.io/pod-name': name, [revisionLabel]: revision},
    },
    spec: {
      ...pod.spec,
      hostname: name,
      subdomain: set.spec.serviceName,
      ...(volumes.length > 0 ? {volumes} : {}),
    },
  };
}

/** The claims of that ordinal, from the set's templates. */
export function createClaims(set: KubeObject, ordinal: number): NewKubeObject[] {
  const templates: KubeObject[] = set.spec.volumeClaimTemplates ?? [];
  return templates.map(({metadata, ...template}) => ({
    metadata: {
      name: `${metadata.name}-${set.metadata.name}-${ordinal}`,
      namespace: set.metadata.namespace!,
      labels: {...metadata.labels, ...set.spec.selector.matchLabels},
      ...(metadata.annotations ? {annotations: metadata.annotations} : {}),
    },
    spec: template.spec,
  }));
}
