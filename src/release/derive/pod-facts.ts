import type {Manifest} from '../../model/manifest.js';

type Fields = Readonly<Record<string, unknown>>;

/** A record, or an empty one for anything else. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** The items of a list, or none for anything else. */
export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value at a path of keys, or undefined. */
export function valueAt(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => fieldsOf(at)[key], value);
}

const TEMPLATE_PATHS: Readonly<Record<string, string>> = {
  Deployment: 'spec.template',
  StatefulSet: 'spec.template',
  DaemonSet: 'spec.template',
  ReplicaSet: 'spec.template',
  Job: 'spec.template',
  CronJob: 'spec.jobTemplate.spec.template',
};

/** The pod that a workload makes, as `{metadata, spec}`; undefined for what is no workload. */
export function podTemplateOf(manifest: Manifest): {readonly metadata: Fields; readonly spec: Fields} | undefined {
  if (manifest.kind === 'Pod')
    return {metadata: fieldsOf(manifest.object.metadata), spec: fieldsOf(manifest.object.spec)};
  const path = TEMPLATE_PATHS[manifest.kind];
  if (path === undefined) return undefined;
  const template = fieldsOf(valueAt(manifest.object, path));
  return {metadata: fieldsOf(template.metadata), spec: fieldsOf(template.spec)};
}

/** Containers of a workload's pods, those that initialise them first. */
export function containersOf(manifest: Manifest): readonly Fields[] {
  const spec = podTemplateOf(manifest)?.spec ?? {};
  return [...itemsOf(spec.initContainers), ...itemsOf(spec.containers)].map(fieldsOf);
}

/** Images of a workload's containers, and of the custom resources that make pods of their own. */
export function imagesOf(manifest: Manifest): string[] {
  const images = containersOf(manifest).map((container) => container.image);
  const own = manifest.apiVersion.startsWith('monitoring.coreos.com/') ? [valueAt(manifest.object, 'spec.image')] : [];
  return [...images, ...own].filter((image) => typeof image === 'string').map((image) => image.trim());
}

/** Whether an image can change under the same name: no digest, and no tag or `latest`. */
export function isFloatingImage(image: string): boolean {
  if (image.includes('@')) return false;
  const tag = /:([^/:]+)$/.exec(image)?.[1];
  return tag === undefined || tag === 'latest';
}

/** Node labels that a workload's pods ask for: each key with the values of which one is enough. */
export function nodeNeedsOf(
  manifest: Manifest,
): ReadonlyArray<{readonly key: string; readonly values: readonly string[]}> {
  const spec = podTemplateOf(manifest)?.spec ?? {};
  const selected = Object.entries(fieldsOf(spec.nodeSelector)).map(([key, value]) => ({key, values: [String(value)]}));
  const required = valueAt(spec, 'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution');
  const expressions = itemsOf(fieldsOf(required).nodeSelectorTerms).flatMap((term) =>
    itemsOf(fieldsOf(term).matchExpressions).map(fieldsOf),
  );
  const affine = expressions
    .filter((expression) => expression.operator === 'In')
    .map((expression) => ({key: String(expression.key), values: itemsOf(expression.values).map(String)}));
  // Every node of GKE carries these by itself: https://cloud.google.com/kubernetes-engine/docs/concepts/node-images
  return [...selected, ...affine].filter((need) => !/^(beta\.)?kubernetes\.io\/(os|arch|hostname)$/.test(need.key));
}

/** Storage classes that a claim, or a stateful set's claims, name. */
export function storageClassesOf(manifest: Manifest): string[] {
  const claims =
    manifest.kind === 'PersistentVolumeClaim'
      ? [manifest.object]
      : itemsOf(valueAt(manifest.object, 'spec.volumeClaimTemplates'));
  return claims
    .map((claim) => valueAt(claim, 'spec.storageClassName'))
    .filter((name) => typeof name === 'string' && name !== '')
    .map(String);
}
