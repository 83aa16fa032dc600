import {CloudFailure} from '../../model/cloud-failure.js';
import {type AnswersFact, measureAnswers} from './measure-answers.js';
import type {ClusterProbe} from './probe.js';
import {selectObstacle} from './select-obstacle.js';

/** That the API server answers, as what version, and how: one object a question, over a connection that stands. */
export interface ApiServerFact extends AnswersFact {
  /** Null where no connection came to be; the failures say why. */
  readonly version: string | null;
  readonly endpoint: string;
}

/** Namespaces that every cluster has, each with objects of its own: the same question is asked once. */
const samples = ['default', 'kube-system', 'kube-public', 'kube-node-lease'] as const;

const questions = [
  ...samples.map((name) => ({apiVersion: 'v1', kind: 'Namespace', name})),
  ...samples.map((namespace) => ({apiVersion: 'v1', kind: 'ConfigMap', name: 'kube-root-ca.crt', namespace})),
  ...samples.map((namespace) => ({apiVersion: 'v1', kind: 'Service', name: 'kubernetes', namespace})),
];

/** A connection that breaks once is not the end. */
const attempts = 3;

/** The first answer to `ask` with why those before did not come; the last reason, thrown, where there is none. */
async function insist<T>(ask: () => Promise<T>): Promise<{readonly answer: T; readonly failures: readonly string[]}> {
  const failures: string[] = [];
  for (;;) {
    try {
      return {answer: await ask(), failures};
    } catch (error) {
      if (!(error instanceof CloudFailure) || error.isUnreached || selectObstacle(error).kind !== 'answer') throw error;
      failures.push(error.message);
      if (failures.length === attempts) throw error;
    }
  }
}

export const apiServerProbe: ClusterProbe<ApiServerFact> = {
  id: 'api-server',
  scope: 'cluster',
  async collect({ports, cluster}) {
    const {clock, kube} = ports;
    const target = await cluster();
    const {endpoint} = target;
    let version: Awaited<ReturnType<typeof insist<string>>>;
    try {
      version = await insist(() => kube.fetchVersion(target));
    } catch (error) {
      if (!(error instanceof CloudFailure && error.isUnreached)) throw error;
      return {version: null, endpoint, quickestMs: null, asked: 1, failures: [error.message]};
    }
    const answers = await measureAnswers(
      clock,
      questions.map((question) => () => kube.get(target, question)),
    );
    return {
      version: version.answer,
      endpoint,
      quickestMs: answers.quickestMs,
      asked: answers.asked + version.failures.length + 1,
      failures: [...version.failures, ...answers.failures],
    };
  },
};
