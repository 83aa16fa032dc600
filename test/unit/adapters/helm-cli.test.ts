import {chmod, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {HelmCli} from '../../../src/adapters/helm/helm-cli.js';

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'shakinstall-helm-cli-'));
});
afterAll(() => rm(directory, {recursive: true, force: true}));

/** A helm that keeps a copy of the file that names it, taken while it runs. */
async function writeHelm(noted: string): Promise<string> {
  const path = join(directory, 'helm');
  const lines = ['#!/bin/sh', 'case $1 in version) echo v3.17.3; exit;; esac', 'sleep 0.3'];
  await writeFile(
    path,
    [...lines, `cp ${join(directory, 'cache-home', 'process')} ${noted}`, `echo $$ > ${noted}.pid`, ''].join('\n'),
  );
  await chmod(path, 0o755);
  return path;
}

it('is named in a file for as long as an upgrade writes to the cluster, so that a later run can wait for it', async () => {
  const noted = join(directory, 'noted');
  const path = await writeHelm(noted);
  const before = process.env.PATH;
  process.env.PATH = `${directory}:${before}`;
  try {
    const helm = HelmCli({
      cacheHome: join(directory, 'cache-home'),
      bundled: {unpack: async () => ({path, version: 'v3.17.3'})},
    });
    await helm.upgrade({
      kubeconfig: 'k',
      release: 'r',
      namespace: 'n',
      chartDirectory: 'c',
      valuesFiles: [],
      description: 'd',
      timeoutMs: 1000,
      signal: new AbortController().signal,
    });
  } finally {
    process.env.PATH = before;
  }
  expect((await readFile(noted, 'utf8')).trim()).toBe((await readFile(`${noted}.pid`, 'utf8')).trim());
  await expect(readFile(join(directory, 'cache-home', 'process'), 'utf8')).rejects.toThrow('ENOENT');
});

it('is not begun where nothing can be noted of it', async () => {
  const noted = join(directory, 'never');
  const path = await writeHelm(noted);
  const home = join(directory, 'full-home');
  // A directory in the file’s place: it cannot be written, as on a full disk.
  await mkdir(join(home, 'process', 'in-the-way'), {recursive: true});
  const before = process.env.PATH;
  process.env.PATH = `${directory}:${before}`;
  try {
    const helm = HelmCli({cacheHome: home, bundled: {unpack: async () => ({path, version: 'v3.17.3'})}});
    const request = {kubeconfig: 'k', release: 'r', namespace: 'n', revision: 1};
    await expect(helm.rollback(request)).rejects.toThrow(/EISDIR|directory/);
    await wait(600);
  } finally {
    process.env.PATH = before;
  }
  await expect(readFile(`${noted}.pid`, 'utf8')).rejects.toThrow('ENOENT');
});
