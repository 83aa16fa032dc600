import {describe, expect, it} from 'vitest';
import {measureAnswers} from '../../../../src/checks/probes/measure-answers.js';
import {CloudFailure} from '../../../../src/model/cloud-failure.js';

/** A clock that only goes on while somebody answers or waits. */
function createClock() {
  let nowMs = 0;
  const pass = async (ms: number) => {
    nowMs += ms;
  };
  return {now: () => nowMs, patience: 1, toReal: (ms: number) => ms, sleep: pass, pass};
}

const failure = (kind: 'unavailable' | 'permission' | 'unauthenticated') =>
  new CloudFailure(kind, kind, {action: 'clusters.get'});

function ask(ms: number, count = 12, error?: (index: number) => CloudFailure | undefined) {
  const clock = createClock();
  const questions = Array.from({length: count}, (_, index) => async () => {
    await clock.pass(ms);
    const refusal = error?.(index);
    if (refusal !== undefined) throw refusal;
  });
  return measureAnswers(clock, questions);
}

describe('measureAnswers', () => {
  it('asks a few times of whoever is prompt', async () => {
    expect(await ask(20)).toEqual({asked: 6, quickestMs: 20, failures: []});
  });

  it('asks on whoever is slow, and no longer than a probe may take', async () => {
    expect(await ask(1000)).toMatchObject({quickestMs: 1000});
    const {asked, quickestMs} = await ask(8000);
    expect([asked, quickestMs]).toEqual([2, 8000]);
  });

  it('counts what is not answered, and takes a refusal for an answer', async () => {
    expect(await ask(20, 12, (index) => (index % 2 === 0 ? failure('unavailable') : undefined))).toEqual({
      asked: 6,
      quickestMs: 20,
      failures: ['unavailable', 'unavailable', 'unavailable'],
    });
    expect(await ask(20, 12, () => failure('permission'))).toMatchObject({failures: [], quickestMs: 20});
    expect(await ask(20, 12, () => failure('unavailable'))).toMatchObject({quickestMs: null});
  });

  it('says nothing of answers where the credentials are bad', async () => {
    await expect(ask(20, 12, () => failure('unauthenticated'))).rejects.toMatchObject({kind: 'unauthenticated'});
  });
});
