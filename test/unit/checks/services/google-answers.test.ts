import {describe, expect, it} from 'vitest';
import {googleAnswers} from '../../../../src/checks/services/google-answers.js';
import {judge} from '../check-deployment.js';

const look = (change: object, others: object = {}) =>
  judge(googleAnswers, {'google-answers': {asked: 6, quickestMs: 120, failures: [], ...change}, ...others});

describe('services/google-answers', () => {
  it('passes where all is answered in time', () => {
    expect(look({})).toMatchObject([{verdict: 'pass', observed: '0.1 s for the quickest of 6 small requests'}]);
    expect(look({quickestMs: 3000})).toMatchObject([{verdict: 'pass'}]);
  });

  it('warns of slowness, which accounts for nothing that was not answered at all', () => {
    expect(look({quickestMs: 8100})).toMatchObject([{verdict: 'warn', observed: expect.stringContaining('8.1 s')}]);
    expect(look({quickestMs: 8100})[0]?.explains).toBeUndefined();
  });

  it('fails where nothing is answered, and warns where some is not', () => {
    const message = 'The service is currently unavailable.';
    expect(look({quickestMs: null, failures: Array(6).fill(message)})).toMatchObject([
      {verdict: 'fail', observed: `0 of 6 small requests were answered: ${message}`, explains: ['answers of Google']},
    ]);
    expect(look({failures: [message]})).toMatchObject([{verdict: 'warn'}]);
  });

  it('hears of what the plan’s own look was not answered', () => {
    const change = {key: 'storage/create-bucket', kind: 'unknown', detail: 'socket hang up', missing: 'buckets.get'};
    const drift = (obstacle: string) => ({'plan-drift': {steps: 47, changes: [{...change, obstacle}]}});
    expect(look({}, drift('answer'))).toMatchObject([
      {verdict: 'warn', observed: '6 of 6 small requests were answered, and none to buckets.get: socket hang up'},
    ]);
    expect(look({}, drift('permission'))).toMatchObject([{verdict: 'pass'}]);
  });

  it('tells a limit of the rate by its words', () => {
    const message = "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute'";
    expect(look({failures: [message]})[0]?.tries[0]?.text).toMatch(/rate of requests/);
  });
});
