import type {VirtualClock} from '../clock/virtual-clock.js';
import type {PodNetwork} from '../net/pod-network.js';
import type {CloudSide} from '../seams/cloud-side.js';
import type {ControlPlaneSpec} from '../seams/control-planes.js';
import type {KubeTransport} from '../seams/kube-transport.js';
import {runAddons} from './addons/run-addons.js';
import {indexPodsByRole} from './behaviours/pod-roles.js';
import type {WorkloadBehaviours} from './behaviours/workload-behaviours.js';
import {createWorkloadState, type WorkloadState} from './behaviours/workload-state.js';
import {createContext} from './core/create-context.js';
import {runGarbageCollector} from './garbage/run-garbage-collector.js';
import {type LogRequest, readLog} from './kubelet/read-log.js';
import {runKubelets} from './kubelet/run-kubelets.js';
import {runNamespaces} from './namespaces/run-namespaces.js';
import {runEndpoints} from './networking/run-endpoints.js';
import {runLoadBalancers} from './networking/run-load-balancers.js';
import type {NodeFeed} from './nodes/node-feed.js';
import {runNodeLifecycle} from './nodes/run-node-lifecycle.js';
import {runNodes} from './nodes/run-nodes.js';
import {runOperators} from './operators/run-operators.js';
import {runDisruptionBudgets} from './policy/run-disruption-budgets.js';
import {runPodAutoscalers} from './policy/run-pod-autoscalers.js';
import {runResourceQuotas} from './policy/run-resource-quotas.js';
import {runClusterAutoscaler} from './scheduling/run-cluster-autoscaler.js';
import {runScheduler} from './scheduling/run-scheduler.js';
import {runAttacher} from './storage/run-attacher.js';
import {runProvisioner} from './storage/run-provisioner.js';
import {runVolumeBinder} from './storage/run-volume-binder.js';
import {runCronJobs} from './workloads/run-cron-jobs.js';
import {runDaemonSets} from './workloads/run-daemon-sets.js';
import {runDeployments} from './workloads/run-deployments.js';
import {runJobs} from './workloads/run-jobs.js';
import {runReplicaSets} from './workloads/run-replica-sets.js';
import {runStatefulSets} from './workloads/run-stateful-sets.js';

/** What the controllers of one cluster work with. */
export interface ControllerOptions {
  /** A transport to the cluster's API server as the given user. */
  transport(user: string): KubeTransport;
  readonly clock: VirtualClock;
  /** Seeds all draws; the same seed gives the same world. */
  readonly seed: number;
  readonly cloud: CloudSide;
  readonly cluster: ControlPlaneSpec;
  /** PEM certificate of the cluster's own authority, for `kube-root-ca.crt`. */
  readonly rootCa: string;
  readonly nodes: NodeFeed;
  readonly behaviours: WorkloadBehaviours;
  readonly network: PodNetwork;
  /** What an earlier life of the cluster left; changed in place. */
  readonly state?: WorkloadState;
  /** Hears of reconciles that failed, for diagnosis; they are retried in any case. */
  onFailure?(queue: string, key: string, error: unknown): void;
}

/** The running controllers of a cluster. */
export interface RunningControllers {
  /** Plain data to go on with later, as `state`. */
  readonly state: WorkloadState;
  /** The log of a container, for the API server's `log` subresource. */
  readLog(request: LogRequest): string | undefined;
  stop(): Promise<void>;
}

/** Starts everything that makes a cluster live: controllers, scheduler, kubelets and operators. */
export function runControllers(options: ControllerOptions): RunningControllers {
  const state = options.state ?? createWorkloadState();
  const {context, stop} = createContext(options, state);
  indexPodsByRole(context.informers, context.behaviours);
  runNodes(context, options.nodes);
  runNamespaces(context, options.rootCa);
  runAddons(context);
  runDeployments(context);
  runReplicaSets(context);
  runStatefulSets(context);
  runDaemonSets(context);
  runJobs(context);
  runCronJobs(context);
  runGarbageCollector(context);
  runEndpoints(context);
  runLoadBalancers(context);
  runVolumeBinder(context);
  runProvisioner(context);
  runAttacher(context);
  runScheduler(context);
  runKubelets(context);
  runNodeLifecycle(context);
  runClusterAutoscaler(context);
  runDisruptionBudgets(context);
  runResourceQuotas(context);
  runPodAutoscalers(context);
  runOperators(context, options.network);
  const {informers, clock, cloud, cluster, behaviours} = context;
  const detach = options.network.attach({informers, clock, cloud, cluster, behaviours, state});
  return {
    state,
    readLog: (request) => readLog(context, request),
    async stop() {
      detach();
      stop();
    },
  };
}
