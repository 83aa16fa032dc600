import type {ClusterProbe} from './probe.js';

/** That the API server answers, as what version, and how long an answer takes. */
export interface ApiServerFact {
  readonly version: string;
  /** Milliseconds for one object over a connection that stands; of several answers the fastest. */
  readonly answerMs: number;
}

/** Namespaces that every cluster has, each with an object of its own: the same question is asked once. */
const samples = ['default', 'kube-system', 'kube-public', 'kube-node-lease'] as const;

export const apiServerProbe: ClusterProbe<ApiServerFact> = {
  id: 'api-server',
  scope: 'cluster',
  async collect({ports, cluster}) {
    const target = await cluster();
    const version = await ports.kube.fetchVersion(target);
    const times: number[] = [];
    const questions = samples.flatMap((name) => [
      {apiVersion: 'v1', kind: 'Namespace', name},
      {apiVersion: 'v1', kind: 'ConfigMap', name: 'kube-root-ca.crt', namespace: name},
    ]);
    for (const question of questions) {
      const startedAt = ports.clock.now();
      await ports.kube.get(target, question);
      // A clock that runs faster than a machine counts the machine's own work several times over.
      times.push((ports.clock.now() - startedAt) / ports.clock.patience);
    }
    return {version, answerMs: Math.round(Math.min(...times))};
  },
};
