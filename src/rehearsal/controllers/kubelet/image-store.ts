import {publicRegistries} from '../../seams/public-registries.data.js';
import {imageRepository} from '../behaviours/select-behaviour.js';
import type {ControllerContext} from '../core/controller-context.js';
import type {KubeObject} from '../core/kube-object.js';
import {qualifiedImage} from './container-status.js';

/** The images that the nodes of a cluster hold, and what the registries say. */
export interface ImageStore {
  isPresent(node: string, image: string): boolean;
  markPresent(node: string, image: string): void;
  /** Takes in what a node's pods show to be there. */
  restore(pod: KubeObject): void;
  /** How long a pull takes, in virtual milliseconds. */
  pullMs(node: string, image: string): number;
  /** Its size, compressed, in bytes. */
  bytes(image: string): number;
  /** Why an image cannot be pulled, in containerd's words; undefined where it can. */
  error(image: string): string | undefined;
}

/**
 * Whether nodes without a way to the internet get an image all the same: from Google's registries, and Docker's own
 * images from Google's cache. https://cloud.google.com/artifact-registry/docs/pull-cached-dockerhub-images
 */
function isNear(image: string): boolean {
  return /^([\w-]+\.)?gcr\.io\/|^[\w.-]+\.pkg\.dev\/|^docker\.io\/library\//.test(image);
}

/** Images by weight: what a pull of each takes on a node of Google's, from small sidecars to machine-learning stacks. */
const weights: ReadonlyArray<{readonly pattern: RegExp; readonly range: readonly [number, number]}> = [
  {pattern: /pause|busybox|alpine|pgbouncer|cainjector|kube-state-metrics|os-shell/, range: [2_000, 5_000]},
  {
    pattern: /cert-manager|oauth2-proxy|redis|promtail|node-exporter|operator|proxyv2|pilot|prometheus/,
    range: [5_000, 12_000],
  },
  {pattern: /cuda|pytorch|tensorflow|triton|vllm|llm|notebook|jupyter|conda/, range: [60_000, 240_000]},
  {pattern: /elasticsearch|keycloak|api-server|dashboard|cloud-sdk|spark|flink|trino|doris/, range: [12_000, 30_000]},
];

/** What a node of Google's takes in while it pulls and unpacks. */
const bytesPerMs = 20_000;

const rangeOf = (image: string): readonly [number, number] =>
  weights.find(({pattern}) => pattern.test(image))?.range ?? [5_000, 20_000];

/** What the node image brings. https://cloud.google.com/container-optimized-os/docs/how-to/run-gpus */
const preloaded: ReadonlySet<string> = new Set(['cos-nvidia-installer:fixed']);

/** An empty store; nodes start with no images but what pods show. */
export function createImageStore({
  seeded,
  cloud,
  cluster,
}: Pick<ControllerContext, 'seeded' | 'cloud'> & {readonly cluster?: ControllerContext['cluster']}): ImageStore {
  const held = new Map<string, Set<string>>();
  const heldBy = (node: string) => {
    const images = held.get(node) ?? new Set<string>();
    held.set(node, images);
    return images;
  };
  return {
    isPresent: (node, image) => preloaded.has(image) || heldBy(node).has(qualifiedImage(image)),
    markPresent: (node, image) => void heldBy(node).add(qualifiedImage(image)),
    restore(pod) {
      for (const status of pod.status?.containerStatuses ?? []) {
        if (status.imageID) heldBy(pod.spec.nodeName).add(qualifiedImage(status.image));
      }
    },
    pullMs(node, image) {
      // The second pull of a tag that has not moved fetches the manifest alone.
      if (heldBy(node).has(qualifiedImage(image))) return seeded.between(`repull/${node}/${image}`, [300, 900]);
      return seeded.between(`pull/${node}/${image}`, rangeOf(image));
    },
    bytes(image) {
      const [low, high] = rangeOf(image);
      return Math.floor(seeded.between(`bytes/${image}`, [low, high]) * bytesPerMs);
    },
    error(image) {
      const full = qualifiedImage(image);
      const host = full.split('/')[0]!;
      const name = host.replace(/:\d+$/, '');
      const prefix = `failed to pull and unpack image "${full}": failed to resolve reference "${full}": `;
      if (/^[^a-z0-9]|[A-Z\s]/.test(imageRepository(full)) || /\/\/|\/$/.test(full))
        return `couldn't parse image reference "${image}": invalid reference format`;
      const isKnown =
        publicRegistries.includes(name) ||
        /(^|\.)(gcr\.io|pkg\.dev|k8s\.io|azurecr\.io|amazonaws\.com|ocir\.io)$/.test(name);
      if (!isKnown && cloud.lookup(name, 'A').answers.length === 0) {
        return `rpc error: code = Unknown desc = ${prefix}failed to do request: Head "https://${host}/v2/${full.slice(host.length + 1).replace(/[:@].*$/, '')}/manifests/${/[:@]([^:@/]*)$/.exec(full)?.[1] ?? 'latest'}": dial tcp: lookup ${name} on 169.254.169.254:53: no such host`;
      }
      if (cluster && !isNear(full) && cloud.hasEgress?.(cluster.uid) === false) {
        return `rpc error: code = DeadlineExceeded desc = ${prefix}failed to do request: Head "https://${host}/v2/": dial tcp: i/o timeout`;
      }
      // Where no registry can be asked, a name that says of itself that it is missing is believed.
      const isThere = cloud.hasImage?.(full) ?? !/does-?not-?exist|no-?such|non-?existent|missing/i.test(full);
      if (!isThere) return `rpc error: code = NotFound desc = ${prefix}${full}: not found`;
      return undefined;
    },
  };
}
