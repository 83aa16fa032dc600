import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {NodeFiles} from '../../../../src/adapters/local/node-files.js';
import type {Workspace} from '../../../../src/cli/open-workspace.js';
import {recordTypedRelease} from '../../../../src/cli/upgrade/record-typed-release.js';

const release = resolve('templates/platform');
let state: string;
beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'shakinstall-record-'));
});
afterAll(() => rm(state, {recursive: true}));

const record = (configured: string | undefined) =>
  recordTypedRelease({
    subject: {places: {state, release}},
    ports: {operator: {files: NodeFiles()}},
    configured,
  } as unknown as Workspace);
const read = () => readFile(join(state, 'installed.json'), 'utf8').then(JSON.parse);

it('keeps a release that the configuration does not name, and no other', async () => {
  await record(undefined);
  await expect(read()).rejects.toThrow('ENOENT');
  await record('/somewhere/else');
  const kept = join(state, 'releases', '2023.12', 'source');
  expect(await read()).toEqual({
    version: '2023.12',
    chart: 'shakudo-platform-2023.12.0',
    release: kept,
    staging: state,
    configured: '/somewhere/else',
  });
  expect(await readFile(join(kept, 'release.yaml'), 'utf8')).toContain('2023.12');
});

it('leaves what an upgrade has recorded', async () => {
  await record('/a/third');
  expect((await read()).configured).toBe('/somewhere/else');
});
