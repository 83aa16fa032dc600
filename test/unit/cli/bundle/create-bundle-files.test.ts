import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, it} from 'vitest';
import {writeArchive} from '../../../../src/adapters/local/write-archive.js';
import {createReport} from '../../../../src/checks/evaluate/create-report.js';
import {createBundleFiles, formatBundlePreview} from '../../../../src/cli/bundle/create-bundle-files.js';
import {readRecordedLook} from '../../../../src/cli/bundle/read-recorded-look.js';
import type {FactSet} from '../../../../src/cli/fact-set.js';
import type {Finding} from '../../../../src/model/finding.js';
import type {RunEvent} from '../../../../src/model/run-event.js';

const directory = mkdtempSync(join(tmpdir(), 'shakinstall-bundle-'));
afterAll(() => rmSync(directory, {recursive: true, force: true}));

const canary = 'canary-4711';
const set = {
  version: 1,
  collectedAt: '2026-11-24T12:00:00.000Z',
  deployment: {
    config: {
      deployment: 'acme',
      sso: {clientSecret: 'env:SSO'},
      release: {path: 'x', values: {smtp: {user: canary, hosts: [canary]}}},
    },
    release: {},
    needs: {permissions: [], services: []},
  },
  facts: {
    pods: {state: 'known', value: [{message: `postgres://app:${canary}@db failed`, env: {PGPASSWORD: canary}}]},
  },
} as unknown as FactSet;
const finding: Finding = {
  id: 'pods/critical',
  title: 'Critical pods run',
  docs: 'https://example.com',
  verdict: 'fail',
  observed: `Authorization: Bearer ${canary}`,
  expected: 'running',
  tries: [],
};
const files = createBundleFiles({
  set,
  report: createReport([finding]),
  journal: [{code: 'StepProgressed', at: '', seq: 1, data: {step: 'a', text: `password=${canary}`}}] as RunEvent[],
  logs: [{namespace: 'a', pod: '../../b', container: 'c', isPrevious: true, text: `cookie_secret: '${canary}'\nready`}],
  versions: {shakinstall: '1.2.3'},
});

describe('a support bundle', () => {
  it('holds no secret, whatever part it came by', () => {
    for (const [name, text] of files) expect([name, text.includes(canary)]).toEqual([name, false]);
    expect(JSON.parse(files.get('facts.json') ?? '').deployment.config.sso.clientSecret).toBe('env:SSO');
  });

  it('holds the allowed parts and nothing else, under names that stay inside', () => {
    expect([...files.keys()]).toEqual([
      'facts.json',
      'report.txt',
      'report.json',
      'versions.json',
      'journal.jsonl',
      'logs/a___.._b_c_previous.log',
    ]);
    expect(files.get('logs/a___.._b_c_previous.log')).toContain('ready');
  });

  it('says before it is written what stands in it', () => {
    expect(formatBundlePreview(files)).toMatch(/1 KiB {2}facts\.json {2}\(\d redacted\)/);
  });

  it('is judged offline like the world that it was taken of', async () => {
    const path = join(directory, 'bundle.tgz');
    await writeArchive(path, files);
    const look = await readRecordedLook(path);
    expect(look.collectedAt).toBe(set.collectedAt);
    expect(Object.keys(look.facts)).toEqual(['pods']);
  });

  it('is refused with a code where it is none', async () => {
    const path = join(directory, 'other.tgz');
    await writeArchive(path, new Map([['a.txt', 'a']]));
    await expect(readRecordedLook(path)).rejects.toMatchObject({diagnostics: [{code: 'SHK_BUNDLE_E1801'}]});
  });
});
