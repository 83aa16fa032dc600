import {describe, expect, it} from 'vitest';
import {createRunningClock} from '../../../../src/rehearsal/clock/virtual-clock.js';

const origin = () => ({realEpochMs: Date.now(), virtualEpochMs: 0, speed: 60});

describe('createRunningClock', () => {
  it('lets others have their turn while much is due at once, and keeps the order', async () => {
    const clock = createRunningClock(origin());
    const ran: number[] = [];
    let ranBefore = 0;
    await new Promise<void>((done) => {
      for (let index = 0; index < 1_000; index++)
        clock.schedule(60, () => {
          // What comes from outside asks for its turn when the first of them runs.
          if (index === 0) setTimeout(() => (ranBefore = ran.length), 1);
          const endMs = performance.now() + 0.1;
          while (performance.now() < endMs);
          ran.push(index);
          if (ran.length === 1_000) done();
        });
    });
    expect(ran).toEqual(ran.toSorted((a, b) => a - b));
    expect(ranBefore).toBeGreaterThan(0);
    expect(ranBefore).toBeLessThan(900);
  });

  it('does not run what was cancelled after it fell due', async () => {
    const clock = createRunningClock(origin());
    const ran: string[] = [];
    await new Promise<void>((done) => {
      const cancel: Array<() => void> = [];
      clock.schedule(60, () => {
        ran.push('first');
        for (const each of cancel) each();
      });
      cancel.push(clock.schedule(60, () => ran.push('cancelled')));
      clock.schedule(60, () => {
        ran.push('last');
        done();
      });
    });
    expect(ran).toEqual(['first', 'last']);
  });
});
