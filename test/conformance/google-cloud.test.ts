import {existsSync} from 'node:fs';
import {expect, it} from 'vitest';
import {covers, mostAcceptedDifferences, readAcceptedDifferences} from './accepted-differences.js';
import {readRecordings, recordingsUrl, replayExchanges, replayGoogleCloud} from './replay-google-cloud.js';
import {scoreGoogleCloud} from './score-google-cloud.js';

const hasRecordings = existsSync(recordingsUrl);
if (!hasRecordings)
  console.info('Recordings of Google Cloud are not at hand: only the exchanges of this project are replayed.');
const accepted = readAcceptedDifferences();

it('keeps to the number of accepted differences, each with its reason', () => {
  expect(accepted.length).toBeLessThanOrEqual(mostAcceptedDifferences);
  expect(accepted.filter(({reason}) => reason.length < 20)).toEqual([]);
});

it.skipIf(!hasRecordings)('answers the recorded requests as Google Cloud did', async () => {
  const replayed = await replayGoogleCloud(recordingsUrl);
  const {total} = scoreGoogleCloud(replayed);
  expect(total.exchanges).toBe(361);
  const wrong = replayed.filter(({status, expectedStatus}) => status !== expectedStatus);
  expect(wrong.map(({file, index, request, status, answer}) => ({file, index, request, status, answer}))).toEqual([]);
  expect(total.pathsEqual / total.paths).toBeGreaterThanOrEqual(0.95);

  const own = accepted.filter(({suite}) => suite === 'google-cloud');
  const used = new Set<unknown>();
  const unexplained = replayed.flatMap(({file, index, request, comparison}) =>
    comparison.differences
      .filter((difference) => {
        const entry = own.find((candidate) => covers(candidate, file, request, difference));
        used.add(entry);
        return !entry;
      })
      .map((difference) => `${file}#${index} ${request}: ${difference.kind} ${difference.path}`),
  );
  expect(unexplained).toEqual([]);
  expect(own.filter((entry) => !used.has(entry)).map(({file, path}) => `strike: ${file} ${path}`)).toEqual([]);
});

it('answers the exchanges of this project as written', async () => {
  const recordings = readRecordings(new URL('exchanges/google-cloud/', import.meta.url));
  expect(recordings.length).toBeGreaterThan(0);
  for (const [file, exchanges] of recordings) {
    for (const {index, request, status, expectedStatus, comparison, answer} of await replayExchanges(file, exchanges)) {
      expect({file, index, request, status, differences: comparison.differences, answer}).toEqual({
        file,
        index,
        request,
        status: expectedStatus,
        differences: [],
        answer,
      });
    }
  }
});
