import {defineConfig} from 'vitest/config';

/** Generous: a machine that does other things besides is no failure. */
const patience = {testTimeout: 60_000, hookTimeout: 120_000};

export default defineConfig({
  test: {
    // Journeys wait for their worlds' clocks most of the time: three share two cores well.
    maxWorkers: 3,
    projects: [
      {
        test: {
          name: 'small',
          include: ['test/{architecture,golden,unit}/**/*.test.{ts,tsx}'],
          // Nothing in them outlives its file, so that hundreds of files share the modules they have in common.
          isolate: false,
          pool: 'forks',
          ...patience,
        },
      },
      {
        test: {
          name: 'whole',
          include: ['test/{conformance,contract,journeys,oracle}/**/*.test.{ts,tsx}'],
          pool: 'forks',
          ...patience,
        },
      },
    ],
  },
});
