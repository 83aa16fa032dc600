import {expect, it} from 'vitest';
import {covers, readAcceptedDifferences} from './accepted-differences.js';
import {hasKubernetesRecordings, replayKubernetes} from './replay-kubernetes.js';
import {scoreKubernetes} from './score-kubernetes.js';

const hasRecordings = hasKubernetesRecordings();
if (!hasRecordings) console.info('Recordings of Kubernetes are not at hand: the comparison is skipped.');
const accepted = readAcceptedDifferences().filter(({suite}) => suite === 'kubernetes');

it.skipIf(!hasRecordings)(
  'answers the recorded requests as kube-apiserver 1.27.7 did',
  async () => {
    const replayed = await replayKubernetes();
    const {total} = await scoreKubernetes(replayed);
    expect(total.exchanges).toBe(186);
    const wrong = replayed.filter(({status, expectedStatus}) => status !== expectedStatus);
    expect(wrong.map(({file, index, request, status, answer}) => ({file, index, request, status, answer}))).toEqual([]);

    const used = new Set<unknown>();
    const unexplained = replayed.map(({file, index, request, comparison}) => ({
      exchange: `${file}#${index} ${request}`,
      differences: comparison.differences
        .filter((difference) => {
          const entries = accepted.filter((entry) => covers(entry, file, request, difference));
          for (const entry of entries) used.add(entry);
          return entries.length === 0;
        })
        .map(({kind, path}) => `${kind} ${path}`),
    }));
    const differing = unexplained.filter(({differences}) => differences.length > 0);
    expect(differing).toEqual([]);
    expect(accepted.filter((entry) => !used.has(entry)).map(({file, path}) => `strike: ${file} ${path}`)).toEqual([]);
  },
  120_000,
);

it('answers the exchanges of this project as written', async () => {
  const replayed = await replayKubernetes(new URL('exchanges/kubernetes/', import.meta.url), ['basics']);
  expect(replayed.length).toBeGreaterThan(10);
  for (const {index, note, status, expectedStatus, comparison} of replayed) {
    expect({index, note, status, differences: comparison.differences}).toEqual({
      index,
      note,
      status: expectedStatus,
      differences: [],
    });
  }
}, 60_000);
