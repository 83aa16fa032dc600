import type {CloudContext} from '../cloud-context.js';
import type {RequestFault} from './cloud-fault.js';

/** The faults that strike one request of a method, counted as hits. */
export function drawRequestFaults(context: CloudContext, method: string): RequestFault[] {
  const struck: RequestFault[] = [];
  for (const state of Object.values(context.state.faults)) {
    const {fault} = state;
    if (!('methods' in fault)) continue;
    // What befalls Google's APIs does not befall registries, unless it names them.
    if (method.startsWith('registry.') !== fault.methods.startsWith('registry')) continue;
    if (!new RegExp(`^(?:${fault.methods})$`).test(method)) continue;
    if (fault.times !== undefined && state.hits >= fault.times) continue;
    if (fault.share !== undefined && context.random() >= fault.share) continue;
    state.hits++;
    struck.push(fault);
  }
  return struck;
}
