import {selectClusterFaults} from '../behaviours/select-cluster-fault.js';
import type {WorkloadBehaviours} from '../behaviours/workload-behaviours.js';

/** Whether a node has stopped reporting. */
export function isLost(behaviours: WorkloadBehaviours, node: string): boolean {
  return selectClusterFaults(behaviours, 'node-lost').some((fault) => new RegExp(fault.node).test(node));
}
