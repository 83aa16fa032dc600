import type {PodNetwork} from '../../net/pod-network.js';
import type {ControllerContext} from '../core/controller-context.js';

/** Runs the operators that workloads of the cluster bring; each acts only while its workload is ready. */
export function runOperators(_context: ControllerContext, _network: PodNetwork): void {}
