import type {Probe} from './probe.js';

/** That the API server answers, as what version, and how long it took. */
export interface ApiServerFact {
  readonly version: string;
  readonly elapsedMs: number;
}

export const apiServerProbe: Probe<ApiServerFact> = {
  id: 'api-server',
  scope: 'cluster',
  async collect({ports, cluster}) {
    const target = await cluster();
    const startedAt = ports.clock.now();
    const version = await ports.kube.fetchVersion(target);
    return {version, elapsedMs: ports.clock.now() - startedAt};
  },
};
