import {CloudFailure} from '../../model/cloud-failure.js';
import type {Manifest} from '../../model/manifest.js';
import type {KubeTarget} from '../../model/ports/kube.js';
import type {Ports} from '../../model/ports/ports.js';
import {isWithin} from './is-within.js';
import {formatObjectName, judgeObject} from './judge-object.js';

/** What became of a release's objects, by name. */
export interface ManifestComparison {
  /** What somebody deleted. */
  readonly missing: readonly string[];
  /** What somebody changed. */
  readonly differing: readonly string[];
}

/** Objects that are looked for side by side. */
const parallel = 16;

/** Kubernetes itself takes jobs away that are done. https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/ */
const passing = new Set(['Job']);

/**
 * Kinds whose specification nobody but the installation writes: what differs was changed by hand. Of workloads and
 * configurations, autoscalers, operators and injectors may change fields rightly.
 */
const kept = new Set(['Service', 'Gateway', 'VirtualService', 'ClusterIssuer', 'Issuer', 'Certificate']);

/** Objects of a release's manifest that are gone or changed; those without a namespace are in the release's own. */
export async function compareWithManifest(
  ports: Pick<Ports, 'kube'>,
  target: KubeTarget,
  manifests: readonly Manifest[],
  releaseNamespace: string,
): Promise<ManifestComparison> {
  const missing: string[] = [];
  const differing: string[] = [];
  const compare = async ({apiVersion, kind, name, namespace = releaseNamespace, object}: Manifest): Promise<void> => {
    const standing = await ports.kube.get(target, {apiVersion, kind, name, namespace}).catch((error: unknown) => {
      // Where the kind itself is gone, so is the object.
      if (error instanceof CloudFailure && error.kind === 'not-found') return undefined;
      throw error;
    });
    const label = formatObjectName(object);
    if (standing === undefined) missing.push(label);
    else if (kept.has(kind) && !isWithin(object.spec, standing.spec)) {
      // The server writes some values in another form than a manifest has them: only it knows whether they are the same.
      const whole = {...object, metadata: {...object.metadata, namespace}};
      const judged = await judgeObject(ports, target, whole, new Map()).catch((error: unknown) => {
        if (error instanceof CloudFailure && error.message.includes('failed calling webhook')) return undefined;
        throw error;
      });
      if (judged?.state !== 'present') differing.push(label);
    }
  };
  const lasting = manifests.filter(({kind}) => !passing.has(kind));
  for (let start = 0; start < lasting.length; start += parallel)
    await Promise.all(lasting.slice(start, start + parallel).map(compare));
  return {missing: missing.sort(), differing: differing.sort()};
}
