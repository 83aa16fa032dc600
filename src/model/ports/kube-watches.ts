import type {KubeTarget} from './kube.js';

/** What is watched: every object of a kind. */
export interface WatchSelection {
  readonly apiVersion: string;
  readonly kind: string;
}

/** Changes as an API server tells them. https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes */
export interface KubeWatches {
  /**
   * Calls `onChange` after each change of an object, and where changes may have been missed, until `signal` ends it;
   * streams that end or break are taken up again. Rejects where the watch is refused or the kind is not served.
   */
  follow(target: KubeTarget, selection: WatchSelection, onChange: () => void, signal: AbortSignal): Promise<void>;
}
