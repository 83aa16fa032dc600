import type {CloudContext} from '../cloud-context.js';

/** Takes one machine from what a zone has left; false where a stockout leaves none. */
export function takeMachine(context: CloudContext, zone: string, machineType: string): boolean {
  const scarce = Object.values(context.state.faults).filter(
    ({fault}) =>
      fault.kind === 'stockout' &&
      new RegExp(`^(?:${fault.zones})$`).test(zone) &&
      new RegExp(`^(?:${fault.machines})$`).test(machineType),
  );
  const isOut = scarce.some((state) => state.fault.kind === 'stockout' && state.hits >= state.fault.available);
  if (isOut) return false;
  for (const state of scarce) state.hits++;
  return true;
}
