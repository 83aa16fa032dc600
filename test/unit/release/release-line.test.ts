import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, it} from 'vitest';
import {DirectoryReleaseFiles} from '../../../src/adapters/local/directory-release-files.js';
import {readRelease} from '../../../src/release/read-release.js';
import {buildRelease, releaseVersions} from '../../fixtures/releases/build-release.js';

const directory = mkdtempSync(join(tmpdir(), 'shakinstall-releases-'));
afterAll(() => rmSync(directory, {recursive: true, force: true}));

const read = (version: string) => readRelease(DirectoryReleaseFiles(buildRelease(version, join(directory, version))));

describe('the line of reference releases', () => {
  it.each(releaseVersions)('%s reads as what it is', async (version) => {
    const {release, diagnostics} = await read(version);
    expect(diagnostics).toEqual([]);
    expect([release?.version, release?.chart.version]).toEqual([version, `${version}.0`]);
  });

  it('has one that must not be skipped, and one that cannot be gone back on', async () => {
    const releases = await Promise.all(releaseVersions.map(async (version) => (await read(version)).release));
    expect(releases.map((release) => release?.upgrade.isRequired)).toEqual([false, false, true, false]);
    expect(releases.map((release) => release?.upgrade.through)).toEqual([[], [], [], ['2024.02']]);
    expect(releases.map((release) => release?.upgrade.updates.map(({isReversible}) => isReversible))).toEqual([
      [],
      [],
      [true],
      [false],
    ]);
    expect(releases.at(-1)?.upgrade.replaces.map(({kind, isPrefixed}) => [kind, isPrefixed])).toEqual([
      ['Deployment', true],
    ]);
  });
});
