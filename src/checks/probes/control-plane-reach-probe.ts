import {CloudFailure} from '../../model/cloud-failure.js';
import type {Probe} from './probe.js';

/** Whether the control plane answers from here, whoever asks: a refusal is an answer too. */
export interface ControlPlaneReachFact {
  readonly endpoint: string;
  readonly state: 'answers' | 'refuses' | 'silent';
  readonly message: string;
}

/** Asks the API server for its version: one that refuses us by 401 or 403 was reached. */
export const controlPlaneReachProbe: Probe<ControlPlaneReachFact> = {
  id: 'control-plane-reach',
  async collect({ports, cluster}) {
    const target = await cluster();
    const {endpoint} = target;
    try {
      return {endpoint, state: 'answers', message: await ports.kube.fetchVersion(target)};
    } catch (error) {
      if (!(error instanceof CloudFailure)) throw error;
      const {kind, status, message} = error;
      if (kind === 'unavailable' && status === undefined) return {endpoint, state: 'silent', message};
      if (status === 401 || status === 403) return {endpoint, state: 'refuses', message};
      throw error;
    }
  },
};
