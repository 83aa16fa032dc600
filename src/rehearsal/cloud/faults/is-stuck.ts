import type {CloudContext} from '../cloud-context.js';
import type {Effect} from '../cloud-state.js';

/** Whether a fault keeps the operation that an effect would end from ending. */
export function isStuck(context: CloudContext, effect: Effect): boolean {
  const type = context.state.operations[String(effect.operation)]?.operationType;
  if (!type) return false;
  return Object.values(context.state.faults).some(
    ({fault}) => fault.kind === 'stick' && new RegExp(`^(?:${fault.operations})$`).test(type),
  );
}
