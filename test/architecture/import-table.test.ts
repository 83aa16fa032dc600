import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join, relative, resolve, sep} from 'node:path';
import {describe, expect, it} from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const sourceRoot = join(root, 'src');

const listFiles = (directory: string): string[] =>
  readdirSync(directory, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/'));

const files = listFiles(sourceRoot);
const roomOf = (path: string) => path.split('/')[0] ?? '';

/** Which rooms each room may import, as docs/architecture.md says. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  model: [],
  config: ['model'],
  release: ['model'],
  plan: ['model'],
  steps: ['model', 'release'],
  checks: ['model', 'release'],
  engine: ['model', 'plan'],
  adapters: ['model'],
  render: ['model'],
  cli: ['model', 'config', 'release', 'plan', 'steps', 'checks', 'engine', 'adapters', 'render'],
  commands: ['cli', 'model', 'plan', 'engine', 'render'],
  rehearsal: [],
};

/** Rooms that are pure: no effects of Node's, no clock, no process. */
const pureRooms = ['model', 'config', 'release', 'plan', 'steps', 'checks', 'engine', 'render'];

function importsOf(path: string): string[] {
  const text = readFileSync(join(sourceRoot, path), 'utf8');
  return [...text.matchAll(/(?:from|import\()\s*'([^']+)'/g), ...text.matchAll(/^import '([^']+)'/gm)].map(
    (match) => match[1] ?? '',
  );
}

describe('the import table', () => {
  it.each(files)('%s stays in its room', (path) => {
    const room = roomOf(path);
    const rooms = importsOf(path)
      .filter((specifier) => specifier.startsWith('.'))
      .map((specifier) =>
        roomOf(
          relative(sourceRoot, resolve(dirname(join(sourceRoot, path)), specifier))
            .split(sep)
            .join('/'),
        ),
      )
      .filter((other) => other !== room);
    expect(rooms.filter((other) => !(allowed[room] ?? []).includes(other))).toEqual([]);
  });

  it.each(files.filter((path) => pureRooms.includes(roomOf(path))))('%s is pure', (path) => {
    const text = readFileSync(join(sourceRoot, path), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '');
    expect(importsOf(path).filter((specifier) => specifier.startsWith('node:'))).toEqual([]);
    expect(
      text.match(
        /\bDate\.now\(|\bnew Date\(\)|\bsetTimeout\(|\bsetInterval\(|\bprocess\.(env|argv|cwd|exit|std)|\bMath\.random\(/g,
      ),
    ).toBeNull();
  });

  it('knows every room', () => {
    expect([...new Set(files.map(roomOf))].sort()).toEqual(Object.keys(allowed).sort());
  });
});

describe('the size of files', () => {
  const sizes = files
    .filter((path) => !/\.data\.ts$/.test(path))
    .map((path) => ({path, lines: readFileSync(join(sourceRoot, path), 'utf8').split('\n').length - 1}));

  it('has a ceiling of 250 lines', () => {
    expect(sizes.filter(({lines}) => lines > 250)).toEqual([]);
  });

  it('has a median of at most 80 lines', () => {
    const sorted = sizes.map(({lines}) => lines).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(80);
  });

  it('keeps commands to 90 lines', () => {
    expect(sizes.filter(({path, lines}) => path.startsWith('commands/') && lines > 90)).toEqual([]);
  });
});

describe('default exports', () => {
  it('are where oclif wants them and nowhere else', () => {
    const withDefault = files.filter((path) => /^export default/m.test(readFileSync(join(sourceRoot, path), 'utf8')));
    expect(withDefault.filter((path) => !path.startsWith('commands/') && path !== 'cli/help.ts')).toEqual([]);
  });
});
