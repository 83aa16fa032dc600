import {isSameJson} from '../core/canonical-json.js';
import type {KubeObject, NewKubeObject} from '../core/kube-object.js';
import {kubeResources} from '../core/kube-resource.js';
import {controllerReference} from '../core/owners.js';
import {comparableTemplate, hashTemplate} from '../core/template-hash.js';
import {rollingBounds} from './deployment-status.js';

const revisionKey = 'deployment.kubernetes.io/revision';
const desiredKey = 'deployment.kubernetes.io/desired-replicas';
const maxKey = 'deployment.kubernetes.io/max-replicas';

/** Annotations of a deployment that its sets do not inherit. */
const ownAnnotations = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  revisionKey,
  'deployment.kubernetes.io/revision-history',
  desiredKey,
  maxKey,
  'deprecated.deployment.rollback.to',
]);

/** The oldest set whose template is the deployment's. */
export function findNewSet(deployment: KubeObject, sets: readonly KubeObject[]): KubeObject | undefined {
  const template = comparableTemplate(deployment.spec.template);
  return [...sets]
    .sort((a, b) => a.metadata.creationTimestamp.localeCompare(b.metadata.creationTimestamp))
    .find((set) => isSameJson(comparableTemplate(set.spec.template), template));
}

/** The highest revision that the sets carry. */
export function maxRevision(sets: readonly KubeObject[]): number {
  return Math.max(0, ...sets.map(revisionOf));
}

/** A set's revision; 0 before it has one. */
export function revisionOf(object: KubeObject): number {
  return Number(object.metadata.annotations?.[revisionKey] ?? 0);
}

/** The annotations that a set should carry, with `revision` if it is the new one. */
export function setAnnotations(
  deployment: KubeObject,
  set: KubeObject | undefined,
  revision?: number,
): Record<string, string> {
  const inherited =
    revision === undefined
      ? {}
      : Object.fromEntries(
          Object.entries(deployment.metadata.annotations ?? {}).filter(([key]) => !ownAnnotations.has(key)),
        );
  const {replicas} = deployment.spec;
  return {
    ...set?.metadata.annotations,
    ...inherited,
    [desiredKey]: String(replicas),
    [maxKey]: String(replicas + rollingBounds(deployment).maxSurge),
    ...(revision === undefined ? {} : {[revisionKey]: String(revision)}),
  };
}

/** Whether `spec.replicas` has changed since the sets were last scaled. */
export function isScalingEvent(deployment: KubeObject, sets: readonly KubeObject[]): boolean {
  return sets.some(
    (set) =>
      set.spec.replicas > 0 &&
      set.metadata.annotations?.[desiredKey] !== undefined &&
      set.metadata.annotations[desiredKey] !== String(deployment.spec.replicas),
  );
}

/** The set for the deployment's present template. */
export function createReplicaSet(deployment: KubeObject, revision: number, replicas: number): NewKubeObject {
  const {template, selector, minReadySeconds} = deployment.spec;
  const hash = hashTemplate(comparableTemplate(template), deployment.status?.collisionCount);
  const labels = {...template.metadata?.labels, 'pod-template-hash': hash};
  return {
    metadata: {
      name: `${deployment.metadata.name}-${hash}`,
      namespace: deployment.metadata.namespace!,
      labels,
      annotations: setAnnotations(deployment, undefined, revision),
      ownerReferences: [controllerReference(kubeResources.deployments, deployment)],
    },
    spec: {
      replicas,
      ...(minReadySeconds ? {minReadySeconds} : {}),
      selector: {...selector, matchLabels: {...selector.matchLabels, 'pod-template-hash': hash}},
      template: {...template, metadata: {...template.metadata, labels}},
    },
  };
}
