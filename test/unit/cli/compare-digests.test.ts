import {execFileSync} from 'node:child_process';
import {appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeEach, expect, it} from 'vitest';
import {compareDigests} from '../../../src/cli/compare-digests.js';

const root = mkdtempSync(join(tmpdir(), 'shakinstall-digests-'));
const write = (path: string, text: string) => writeFileSync(join(root, path), text);
const seal = () =>
  execFileSync('sh', ['-c', 'find . -type f ! -name SHA256SUMS -print0 | sort -z | xargs -0 sha256sum > SHA256SUMS'], {
    cwd: root,
  });

beforeEach(() => {
  rmSync(root, {recursive: true});
  mkdirSync(join(root, 'static', 'crds'), {recursive: true});
  write('release.yaml', 'version: 1\n');
  write('static/crds/a b.yaml', 'kind: A\n');
});
afterAll(() => rmSync(root, {recursive: true}));

it('has nothing to say of a release without a list', async () => {
  expect(await compareDigests(root)).toBeUndefined();
});

it('finds every file as sha256sum listed it', async () => {
  seal();
  expect(await compareDigests(root)).toEqual({listed: 2, changed: [], missing: [], unlisted: [], unreadable: []});
});

it('tells changed, missing, further files and lines that are none', async () => {
  seal();
  write('release.yaml', 'version: 2\n');
  rmSync(join(root, 'static/crds/a b.yaml'));
  write('static/crds/c.yaml', 'kind: C\n');
  appendFileSync(join(root, 'SHA256SUMS'), 'half a li');
  expect(await compareDigests(root)).toEqual({
    listed: 2,
    changed: ['release.yaml'],
    missing: ['static/crds/a b.yaml'],
    unlisted: ['static/crds/c.yaml'],
    unreadable: [3],
  });
});
