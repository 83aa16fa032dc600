import type {KubeRef, KubeTarget} from './kube.js';

/** Taking objects away; apart from what the rest of an installation needs, which never does. */
export interface KubeRemovals {
  /** Deletes an object and, in the background, what belongs to it; what is gone already is no failure. */
  remove(target: KubeTarget, ref: KubeRef): Promise<void>;
}
