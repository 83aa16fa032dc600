import type {VirtualClock} from '../../clock/virtual-clock.js';
import type {CloudSide} from '../../seams/cloud-side.js';
import type {ControlPlaneSpec} from '../../seams/control-planes.js';
import type {WorkloadBehaviours} from '../behaviours/workload-behaviours.js';
import type {WorkloadState} from '../behaviours/workload-state.js';
import type {EventRecorder} from './event-recorder.js';
import type {InformerSet} from './informer-set.js';
import type {KubeClient} from './kube-client.js';
import type {Seeded} from './seeded.js';
import type {Reconcile, WorkQueue} from './work-queue.js';

/** What every controller gets. */
export interface ControllerContext {
  readonly clock: VirtualClock;
  readonly seeded: Seeded;
  readonly cluster: ControlPlaneSpec;
  /** The minor version of Kubernetes that the cluster was made with. */
  readonly minor: number;
  readonly cloud: CloudSide;
  readonly informers: InformerSet;
  readonly behaviours: WorkloadBehaviours;
  /** What workloads have done that no API object tells, such as realms created. */
  readonly state: WorkloadState;
  /** A client that acts as `user`; its writes show in the informers at once. */
  client(user: string): KubeClient;
  recorder(user: string, component: string, host?: string): EventRecorder;
  /** A queue that stops with the controllers. */
  queue(name: string, reconcile: Reconcile): WorkQueue;
  /** Runs `callback` after every `periodMs`, until the controllers stop. */
  every(periodMs: number, callback: () => void): void;
  /** Runs at the end. */
  onStop(callback: () => void): void;
}

/** The user name under which a built-in controller acts. */
export function controllerUser(name: string): string {
  return `system:serviceaccount:kube-system:${name}`;
}
