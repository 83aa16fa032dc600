import {spawnSync} from 'node:child_process';
import {resolve} from 'node:path';
import {stripVTControlCharacters} from 'node:util';
import {describe, expect, it} from 'vitest';

const root = resolve(import.meta.dirname, '../..');

function paintFrames(env: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  const command = ['--import', './scripts/typescript-imports.mjs', 'test/fixtures/paint-frames.ts'];
  const {PATH, HOME} = process.env;
  const painted = spawnSync(process.execPath, command, {cwd: root, env: {PATH, HOME, ...env}, encoding: 'utf8'});
  expect(painted.stderr).toBe('');
  return JSON.parse(painted.stdout) as Record<string, string>;
}

const plain = paintFrames({NO_COLOR: '1'});
const coloured = paintFrames({FORCE_COLOR: '1'});

describe('what a run looks like', () => {
  it.each(Object.keys(plain))('%s', async (name) => {
    await expect(`${plain[name]}\n`).toMatchFileSnapshot(`frames/${name}.txt`);
  });

  it.each(Object.keys(plain))('%s says the same with colours and without', (name) => {
    expect(plain[name]).not.toContain('\u001B');
    expect(stripVTControlCharacters(coloured[name] ?? '')).toBe(plain[name]);
  });

  it.each([40, 80, 120])('breaks prose at %i columns, and only what can be broken', (columns) => {
    const wide = Object.entries(plain)
      .filter(([name]) => name.endsWith(`-${columns}`))
      .flatMap(([, text]) => text.split('\n'))
      .filter((line) => line.length > columns);
    // Commands, places and addresses stay whole, so that they can be copied.
    const isWhole = (line: string) => /\/|--/.test(line);
    expect(wide.filter((line) => !isWhole(line))).toEqual([]);
  });
});
