import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, it} from 'vitest';
import {deriveReleaseOnce} from '../../../src/cli/derive-release-once.js';
import {MemoryReleaseFiles} from '../release/memory-release-files.js';

const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: core}\n';
const chart = {
  'Chart.yaml': 'apiVersion: v2\nname: bare\nversion: 1.2.3\nkubeVersion: ">=1.25.0-0 <1.28.0-0"\n',
  'values.yaml': 'domain: a\n',
  'templates/namespace.yaml': namespace,
};

let state: string;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'shakinstall-derived-'));
});
afterEach(() => rmSync(state, {recursive: true, force: true}));

function derive(files: Readonly<Record<string, string>>, directory = state) {
  let rendered = 0;
  const renderer = {
    render: async () => {
      rendered += 1;
      return namespace;
    },
  };
  return deriveReleaseOnce(MemoryReleaseFiles(files), renderer, directory).then((report) => ({report, rendered}));
}

it('tells a bare chart once, and again when a file of it is another', async () => {
  const first = await derive(chart);
  expect(first.report.release).toMatchObject({version: '1.2.3'});
  expect(first.rendered).toBeGreaterThan(0);
  const second = await derive(chart);
  expect(second.rendered).toBe(0);
  expect(second.report).toEqual(first.report);
  const changed = await derive({...chart, 'values.yaml': 'domain: b\n'});
  expect(changed.rendered).toBeGreaterThan(0);
});

it('keeps nothing of a chart that makes no release, nor where nothing can be kept', async () => {
  const {report} = await derive({'values.yaml': ''});
  expect(report.release).toBeUndefined();
  expect(readdirSync(state)).toEqual([]);
  expect((await derive(chart, '/dev/null/nowhere')).report.release).toBeDefined();
});
