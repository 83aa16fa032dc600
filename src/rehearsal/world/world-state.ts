import type {CloudState} from '../cloud/cloud-state.js';
import type {WorkloadState} from '../controllers/behaviours/workload-state.js';
import type {IncidentsState} from '../incidents/incident-state.js';
import type {ApiServerState} from '../kube/create-api-server.js';
import type {PublicCaState} from '../net/create-public-ca.js';
import type {ControlPlaneSpec, NodeSpec} from '../seams/control-planes.js';

/** One cluster of a world as plain data. */
export interface ClusterState {
  readonly spec: ControlPlaneSpec;
  readonly nodes: readonly NodeSpec[];
  readonly apiServer: ApiServerState;
  readonly workloads: WorkloadState;
}

/** A whole world as plain data: what a snapshot holds. */
export interface WorldState {
  readonly format: 1;
  /** The virtual moment of the snapshot; the clock goes on from there. */
  readonly atMs: number;
  readonly cloud: CloudState;
  readonly publicCa: PublicCaState;
  readonly clusters: readonly ClusterState[];
  /** Left out by worlds older than incidents. */
  readonly incidents?: IncidentsState;
  /** Ports that clients have been told; a restarted world answers there again. */
  readonly ports: {readonly api: number; readonly dns: number; readonly proxy: number};
}
