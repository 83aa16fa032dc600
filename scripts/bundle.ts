import {globSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {build} from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));

const entries = [
  ...globSync('src/commands/**/*.ts', {cwd: root}),
  'src/cli/start.ts',
  'src/cli/help.ts',
  'src/cli/print-kube-credential.ts',
  'src/rehearsal/main.ts',
  // Named for a test that holds the screen on a terminal: Node reads no JSX as it stands.
  'src/cli/watch-on-screen.ts',
];

/**
 * A command reads a few files in place of two thousand: finding and linking modules was the larger part of its
 * start and a quarter of its memory. A file for each command, one for each part that several share or load late.
 */
await build({
  cwd: root,
  logLevel: 'warn',
  input: Object.fromEntries(entries.map((file) => [file.replace(/^src\/(.*)\.ts$/, '$1'), file])),
  platform: 'node',
  // oclif finds parts of itself by path. ink asks for developers' tools that are not installed.
  external: [/^@oclif\/core/, 'react-devtools-core'],
  output: {
    dir: 'dist',
    format: 'esm',
    cleanDir: true,
    entryFileNames: '[name].js',
    chunkFileNames: 'parts/[name]-[hash].js',
  },
});
