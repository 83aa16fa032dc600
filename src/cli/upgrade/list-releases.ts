import {readdir, stat} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {unpackRelease} from '../../adapters/local/unpack-release.js';
import {listTags} from '../../adapters/oci/list-tags.js';
import {DiagnosticError} from '../../model/diagnostic-error.js';
import type {Environment} from '../../model/environment.js';
import {formatImageName} from '../../model/image-reference.js';
import type {HelmRelease} from '../../model/ports/helm.js';
import type {Release} from '../../model/release.js';
import {isReleaseReference} from '../../model/release-artifact.js';
import type {UpgradeAttempt} from '../../model/upgrade-facts.js';
import {compareReleaseVersions} from '../../release/upgrade/compare-versions.js';
import {openRelease} from '../open-workspace.js';
import {fetchRelease, requireReference} from '../release-source/fetch-release.js';
import {openReleaseImages} from '../release-source/open-release-images.js';
import {selectHelmPlace} from './collect-upgrade-facts.js';
import {listKeptReleases} from './list-kept-releases.js';
import type {Standing} from './open-upgrade.js';
import {readAttempt} from './upgrade-attempt.js';

/** A release that could come. */
export interface ReleaseCandidate {
  readonly version: string;
  readonly path: string;
  readonly kubernetes: string;
  readonly isRequired: boolean;
  /** Why it may not come next; absent where it may. */
  readonly obstacle?: string;
}

export interface ReleaseList {
  readonly deployment: string;
  readonly installed: string;
  readonly attempt: UpgradeAttempt | undefined;
  /** Newest last. */
  readonly history: ReadonlyArray<HelmRelease & {readonly version: string | undefined}>;
  readonly candidates: readonly ReleaseCandidate[];
}

function toCandidate({version, kubernetes, upgrade}: Release, path: string, installed: string): ReleaseCandidate {
  const skipped = upgrade.through.find((required) => compareReleaseVersions(required, installed) > 0);
  const order = compareReleaseVersions(version, installed);
  const obstacle =
    order === 0
      ? 'it stands'
      : order < 0
        ? `${installed} is newer`
        : skipped === undefined
          ? undefined
          : `${skipped} comes first`;
  return {
    version,
    path,
    kubernetes: kubernetes.range,
    isRequired: upgrade.isRequired,
    ...(obstacle === undefined ? {} : {obstacle}),
  };
}

/** Directories and archives that may be releases: the ones in a directory, or that directory itself. */
async function listPlaces(directory: string): Promise<readonly string[]> {
  const names: readonly string[] = await readdir(directory).catch(() => []);
  if (names.includes('release.yaml') || names.includes('Chart.yaml')) return [directory];
  const paths = names.map((name) => join(directory, name));
  const kinds = await Promise.all(paths.map(async (path) => (await stat(path)).isDirectory() || path.endsWith('.tgz')));
  return paths.filter((_, index) => kinds[index]);
}

/** Where releases are offered: in a directory, or in a repository by the tags that are versions and newer than what stands. */
async function listOffers(from: string, installed: string, environment: Environment): Promise<readonly string[]> {
  if (!isReleaseReference(from)) return listPlaces(resolve(from));
  const repository = formatImageName(requireReference(from));
  const tags = await listTags(openReleaseImages(environment).http, repository);
  if (tags === undefined)
    throw new DiagnosticError([
      {
        code: 'SHK_RELEASE_E0109',
        summary: 'There is no such repository.',
        detail: from,
        field: '--from',
        tries: [{text: 'Push a release there.', command: `shakinstall release push ./shakudo --to ${from}`}],
        blame: 'user',
      },
    ]);
  const versions = tags.filter((tag) => /^\d/.test(tag) && compareReleaseVersions(tag, installed) > 0);
  return versions.map((tag) => `oci://${repository}:${tag}`);
}

/** What stands, what stood, and what could come. */
export async function listReleases(standing: Standing, from: string | undefined): Promise<ReleaseList> {
  const {opened, workspace} = standing;
  const {state} = opened;
  const installed = workspace.subject.release.version;
  const [history, attempt, kept] = await Promise.all([
    workspace.ports.operator.helm.history(selectHelmPlace(workspace)),
    readAttempt(state),
    listKeptReleases(standing),
  ]);
  const candidates: ReleaseCandidate[] = kept.map(({release, source}) => toCandidate(release, source, installed));
  for (const place of from === undefined ? [] : await listOffers(from, installed, opened.environment)) {
    const {path} = await fetchRelease(place, opened.environment);
    const root = await unpackRelease(path, join(state, 'unpacked-candidate'));
    const found = await openRelease(root, state).catch(() => undefined);
    if (found === undefined || candidates.some(({version}) => version === found.release.version)) continue;
    candidates.push(toCandidate(found.release, place, installed));
  }
  const versionOf = (chart: string) =>
    kept.find(({release}) => `${release.chart.name}-${release.chart.version}` === chart)?.release.version;
  return {
    deployment: opened.config.deployment,
    installed,
    attempt,
    history: history.map((revision) => ({...revision, version: versionOf(revision.chart)})),
    candidates: candidates.sort((left, right) => compareReleaseVersions(left.version, right.version)),
  };
}
