import type {ContainerRun} from './container-run.js';

/** What a kubelet knows of one of its pods; plain data. */
export interface PodRun {
  /** When all volumes will be attached and mounted; absent while one is missing. */
  readonly mountedMs?: number;
  /** When the sandbox came up; absent until then. */
  readonly sandboxMs?: number;
  readonly podIp?: string;
  readonly containers: Readonly<Record<string, ContainerRun>>;
  /** When the last process will have ended, once the pod is being deleted. */
  readonly gracefulEndMs?: number;
}
