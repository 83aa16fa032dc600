import {defineConfig} from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    // Generous: a machine that does other things besides is no failure.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // Journeys wait for their worlds' clocks most of the time: three share two cores well.
    maxWorkers: 3,
  },
});
