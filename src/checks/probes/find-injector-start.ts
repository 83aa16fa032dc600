import {CloudFailure} from '../../model/cloud-failure.js';
import type {Kube, KubeTarget} from '../../model/ports/kube.js';

interface Hook {
  readonly clientConfig?: {readonly service?: {readonly name?: string; readonly path?: string}};
}

/** istiod injects at this path, whatever the configuration is called. https://istio.io/latest/docs/ops/configuration/mesh/webhook/ */
const isInjector = ({clientConfig}: Hook) => clientConfig?.service?.path?.startsWith('/inject') === true;

/**
 * When the first of the cluster's injectors of sidecars was made, in milliseconds; undefined where there is none, or it
 * may not be seen.
 */
export async function findInjectorStart(kube: Pick<Kube, 'list'>, target: KubeTarget): Promise<number | undefined> {
  try {
    const kind = 'MutatingWebhookConfiguration';
    const all = await kube.list(target, {apiVersion: 'admissionregistration.k8s.io/v1', kind});
    const starts = all
      .filter(({webhooks}) => ((webhooks ?? []) as readonly Hook[]).some(isInjector))
      .map(({metadata}) => Date.parse(metadata.creationTimestamp ?? ''));
    return starts.length === 0 ? undefined : Math.min(...starts);
  } catch (error) {
    if (error instanceof CloudFailure) return undefined;
    throw error;
  }
}
