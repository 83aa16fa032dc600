import {join} from 'node:path';
import {NodeFiles} from '../../adapters/local/node-files.js';
import {unpackRelease} from '../../adapters/local/unpack-release.js';
import {createUpgradeSteps} from '../../steps/upgrade-steps.js';
import {selectLookSubject} from '../collect-fact-set.js';
import type {WorkspaceFlags} from '../flags.js';
import {
  type OpenedConfig,
  openConfig,
  openNamedRelease,
  openRelease,
  openWorkspaceAt,
  type Workspace,
} from '../open-workspace.js';
import {fetchRelease} from '../release-source/fetch-release.js';
import {locateRelease} from '../release-source/locate-release.js';
import {keepSource} from './keep-source.js';
import {createLook} from './look-at-platform.js';
import {readInstalledRecord} from './read-installed-record.js';

/** A deployment with the release that stands. */
export interface Standing {
  readonly opened: OpenedConfig;
  readonly workspace: Workspace;
  readonly staging: string;
}

/** The same with the release that is to take its place. */
export interface OpenedUpgrade extends Standing {
  readonly candidate: Workspace;
}

/** Opens what stands: the release that the last upgrade recorded, or the working copy that the installation made. */
export async function openStanding(flags: WorkspaceFlags): Promise<Standing> {
  return openStandingOf(await openConfig(flags));
}

/** The same of a configuration that is open already. */
export async function openStandingOf(opened: OpenedConfig): Promise<Standing> {
  const {state} = opened;
  const record = await readInstalledRecord(state);
  if (record !== undefined) {
    const {staging, release: source} = record;
    return {opened, staging, workspace: await openWorkspaceAt(opened, {source, staging})};
  }
  const copy = join(state, 'release');
  const isStaged = (await NodeFiles().list(copy)).length > 0;
  const {source} = await keepSource(isStaged ? copy : await openNamedRelease(opened), state);
  return {opened, staging: state, workspace: await openWorkspaceAt(opened, {source, staging: state})};
}

/** Opens a deployment together with the release that is to take the place of the one that stands. */
export async function openUpgrade(standing: Standing, path: string): Promise<OpenedUpgrade> {
  const {opened, staging, workspace} = standing;
  const fetched = await fetchRelease(locateRelease(path), opened.environment);
  const root = await unpackRelease(fetched.path, join(opened.state, 'unpacked-candidate'));
  const {version} = (await openRelease(root, opened.state)).release;
  // The very version that stands is not copied over itself.
  if (version === workspace.subject.release.version) return {...standing, candidate: workspace};
  const {release, directory, source} = await keepSource(root, opened.state);
  const look = createLook(selectLookSubject(workspace));
  const candidate = await openWorkspaceAt(opened, {
    source,
    staging: directory,
    previousStaging: staging,
    steps: createUpgradeSteps({replaced: release.upgrade.replaces, configured: opened.named, look}),
  });
  return {...standing, candidate};
}
