import type {VirtualClock} from '../clock/virtual-clock.js';
import {drawRandom} from '../cloud/draw-random.js';
import type {Disturbance, DisturbedRequest} from '../kube/http/disturbance.js';
import type {ApiServerFault} from './incident.js';

function isMeant(pattern: string | undefined, text: string): boolean {
  return pattern === undefined || new RegExp(pattern).test(text);
}

/** What the faults in force do to one request to an API server; the first that strikes decides. */
export function disturbRequest(
  clock: VirtualClock,
  holder: {randomState: number},
  faults: readonly ApiServerFault[],
  request: DisturbedRequest,
): Disturbance | undefined {
  const fault = faults.find(
    ({methods, paths, userAgents, share}) =>
      isMeant(methods, request.method) &&
      isMeant(paths, request.path) &&
      isMeant(userAgents, request.userAgent) &&
      (share === undefined || drawRandom(holder) < share),
  );
  switch (fault?.kind) {
    case 'delay':
      return {delay: new Promise((resolve) => clock.schedule(fault.delayMs ?? 0, resolve))};
    case 'refuse':
      return {refusal: {status: fault.status ?? 503, message: fault.message ?? 'Service Unavailable'}};
    case 'reset':
      return {breaks: 'before'};
    case 'lose-response':
      return {breaks: 'after'};
    default:
      return undefined;
  }
}
