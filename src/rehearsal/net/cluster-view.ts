import type {VirtualClock} from '../clock/virtual-clock.js';
import type {WorkloadBehaviours} from '../controllers/behaviours/workload-behaviours.js';
import type {WorkloadState} from '../controllers/behaviours/workload-state.js';
import type {InformerSet} from '../controllers/core/informer-set.js';
import type {CloudSide} from '../seams/cloud-side.js';
import type {ControlPlaneSpec} from '../seams/control-planes.js';

/** A live cluster as the network sees it: its objects, and how its workloads behave. */
export interface ClusterView {
  readonly cluster: ControlPlaneSpec;
  readonly clock: VirtualClock;
  readonly cloud: CloudSide;
  readonly informers: InformerSet;
  readonly behaviours: WorkloadBehaviours;
  readonly state: WorkloadState;
}
