import type {KubeObject} from './ports/kube.js';

/** One Kubernetes object of a release, with the place it was written at. */
export interface Manifest {
  /** Relative to the release's root, or the chart's template where it was rendered from one. */
  readonly file: string;
  /** Line of the document's first key; counts from 1. */
  readonly line: number;
  readonly apiVersion: string;
  readonly kind: string;
  /** Absent where the object is cluster-scoped or leaves the namespace to whoever applies it. */
  readonly namespace?: string;
  readonly name: string;
  readonly object: KubeObject;
}
