import {join} from 'node:path';
import {defineConfig} from 'vitest/config';
import {previousMajors} from './conformance/previous-majors.js';

const directory = process.env.SHAKINSTALL_PREVIOUS_MAJORS ?? '';

/** Runs the tests of Google's and Kubernetes' clients against the majors before ours, out of a directory that holds them. */
export default defineConfig({
  resolve: {
    alias: Object.keys(previousMajors).map((name) => ({
      find: new RegExp(`^${name}$`),
      replacement: join(directory, 'node_modules', name),
    })),
  },
  test: {
    include: ['test/conformance/google-cloud*client*.test.ts', 'test/conformance/kubernetes-clients.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
  },
});
