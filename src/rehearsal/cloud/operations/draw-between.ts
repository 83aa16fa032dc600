import type {CloudContext} from '../cloud-context.js';

/** A seeded number between `from` and `to`. */
export function drawBetween(context: CloudContext, from: number, to: number): number {
  return Math.round(from + context.random() * (to - from));
}
