import type {Clock} from '../../model/ports/local.js';
import type {ClusterProbe} from './probe.js';

/** That the API server answers, as what version, and how long an answer takes. */
export interface ApiServerFact {
  readonly version: string;
  /** Milliseconds for one object over a connection that stands; of several answers the fastest. */
  readonly answerMs: number;
}

/** Namespaces that every cluster has, each with an object of its own: the same question is asked once. */
const samples = ['default', 'kube-system', 'kube-public', 'kube-node-lease'] as const;

const rounds = [
  samples.map((name) => ({apiVersion: 'v1', kind: 'Namespace', name})),
  samples.map((namespace) => ({apiVersion: 'v1', kind: 'ConfigMap', name: 'kube-root-ca.crt', namespace})),
];

/** An answer as quick as this needs no second opinion. */
const promptMs = 250;

/** What looks slow may be this machine, busy with its own questions: it asks again when they are through. */
const pauseMs = 3_000;

/** A clock that runs faster than a machine counts the machine's own work several times over. */
async function measure(clock: Clock, ask: () => Promise<unknown>): Promise<number> {
  const startedAt = clock.now();
  await ask();
  return (clock.now() - startedAt) / clock.patience;
}

export const apiServerProbe: ClusterProbe<ApiServerFact> = {
  id: 'api-server',
  scope: 'cluster',
  async collect({ports, cluster}) {
    const {clock, kube} = ports;
    const target = await cluster();
    const version = await kube.fetchVersion(target);
    let answerMs = Number.POSITIVE_INFINITY;
    for (const [index, questions] of rounds.entries()) {
      if (index > 0) await clock.sleep(pauseMs * clock.patience);
      for (const question of questions) {
        answerMs = Math.min(answerMs, await measure(clock, () => kube.get(target, question)));
        if (answerMs <= promptMs) return {version, answerMs: Math.round(answerMs)};
      }
    }
    return {version, answerMs: Math.round(answerMs)};
  },
};
