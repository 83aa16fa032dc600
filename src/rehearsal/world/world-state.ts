import type {CloudState} from '../cloud/cloud-state.js';
import type {WorkloadState} from '../controllers/behaviours/workload-state.js';
import type {IncidentsState} from '../incidents/incident-state.js';
import type {ApiServerSettings, ApiServerState} from '../kube/create-api-server.js';
import type {PublicCaState} from '../net/create-public-ca.js';
import type {ControlPlaneSpec, NodeSpec} from '../seams/control-planes.js';

/** One cluster of a world without its objects. */
export interface ClusterPart {
  readonly spec: ControlPlaneSpec;
  readonly nodes: readonly NodeSpec[];
  readonly settings: ApiServerSettings & {readonly revision: number};
  readonly workloads: WorkloadState;
}

/** One cluster of a world as plain data. */
export interface ClusterState {
  readonly spec: ControlPlaneSpec;
  readonly nodes: readonly NodeSpec[];
  readonly apiServer: ApiServerState;
  readonly workloads: WorkloadState;
}

/** What a world says of itself beside its cloud and its clusters. */
export interface WorldPart {
  readonly format: 2;
  /** The virtual moment of the last writing; the clock goes on from there. */
  readonly atMs: number;
  readonly publicCa: PublicCaState;
  readonly incidents: IncidentsState;
  /** Ports that clients have been told; a restarted world answers there again. */
  readonly ports: {readonly api: number; readonly dns: number; readonly proxy: number};
}

/** A whole world as plain data. */
export interface WorldState extends WorldPart {
  readonly cloud: CloudState;
  readonly clusters: readonly ClusterState[];
}
