import {globSync} from 'node:fs';
import http from 'node:http';
import {fileURLToPath} from 'node:url';
import {build, type Plugin} from 'rolldown';

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

const httpFacade = '\0node:http';

/**
 * `import` of a built-in module reads all of its exports, and one of HTTP's, `WebSocket`, loads a client of its own that
 * nothing here uses: 45 ms of every command. Read as an object, it is not touched. Measured with Node 24.21.
 * https://github.com/nodejs/node/blob/v24.x/lib/internal/bootstrap/realm.js (syncExports)
 */
const httpWithoutSocket: Plugin = {
  name: 'http-without-socket',
  resolveId: {
    filter: {id: /^(node:)?http$/},
    handler: (_id, _importer, {kind}) => (kind === 'require-call' ? null : httpFacade),
  },
  load: {
    filter: {id: /node:http$/},
    handler(id) {
      if (id !== httpFacade) return null;
      const names = Object.entries(Object.getOwnPropertyDescriptors(http))
        .filter(([name, {get}]) => get === undefined && name !== 'default')
        .map(([name]) => name);
      return `const http = process.getBuiltinModule('node:http');\nexport const {${names.join(', ')}} = http;\nexport default http;\n`;
    },
  },
};

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
  plugins: [httpWithoutSocket],
  output: {
    dir: 'dist',
    format: 'esm',
    cleanDir: true,
    entryFileNames: '[name].js',
    chunkFileNames: 'parts/[name]-[hash].js',
  },
});
