import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import type {Release} from '../../model/release.js';
import {compareReleaseVersions} from '../../release/upgrade/compare-versions.js';
import {openRelease} from '../open-workspace.js';
import {releasesDirectory} from './keep-source.js';
import type {Standing} from './open-upgrade.js';

/** A release whose files the deployment's directory has. */
export interface KeptRelease {
  readonly release: Release;
  readonly source: string;
  /** Its working copy and values. */
  readonly staging: string;
}

/** Every release that the deployment has had or was offered, oldest first. */
export async function listKeptReleases({opened, staging, workspace}: Standing): Promise<readonly KeptRelease[]> {
  const {state} = opened;
  const root = releasesDirectory(state);
  const names: readonly string[] = await readdir(root).catch(() => []);
  const standing = {release: workspace.subject.release, source: workspace.subject.places.release, staging};
  const kept = await Promise.all(
    names.map(async (name): Promise<KeptRelease | undefined> => {
      const source = join(root, name, 'source');
      const opening = await openRelease(source, state).catch(() => undefined);
      if (opening === undefined || opening.release.version === standing.release.version) return undefined;
      // The first release of a deployment was staged by its installation, beside everything else.
      const isFirst = (await readdir(join(root, name, 'release')).catch(() => [])).length === 0;
      return {release: opening.release, source, staging: isFirst ? state : join(root, name)};
    }),
  );
  return [...kept.filter((entry) => entry !== undefined), standing].sort((left, right) =>
    compareReleaseVersions(left.release.version, right.release.version),
  );
}
