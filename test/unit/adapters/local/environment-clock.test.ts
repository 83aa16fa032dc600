import {describe, expect, it} from 'vitest';
import {EnvironmentClock} from '../../../../src/adapters/local/environment-clock.js';

const at = (speed: number) => EnvironmentClock({clock: {realEpochMs: Date.now(), virtualEpochMs: 0, speed}});

describe('the clock of an environment', () => {
  it('runs as fast as it is told', async () => {
    const clock = at(1000);
    const beganMs = performance.now();
    await clock.sleep(60_000);
    expect(clock.now()).toBeGreaterThanOrEqual(59_000);
    expect(performance.now() - beganMs).toBeLessThan(5000);
  });

  it('gives a machine twenty seconds for twenty minutes, however fast it runs', () => {
    const realSeconds = (speed: number) => (20 * 60 * at(speed).patience) / speed;
    expect(EnvironmentClock({}).patience).toBe(1);
    expect([10, 60, 300, 1000].map(realSeconds)).toEqual([120, 20, 20, 20]);
  });
});
