import {mkdtemp, rm, stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {packRelease} from '../../adapters/local/pack-release.js';
import {unpackRelease} from '../../adapters/local/unpack-release.js';
import {pushRelease} from '../../adapters/oci/push-release.js';
import type {Environment} from '../../model/environment.js';
import {formatImageName} from '../../model/image-reference.js';
import {openRelease} from '../open-workspace.js';
import {fetchRelease, requireReference} from './fetch-release.js';
import {locateRelease} from './locate-release.js';
import {openReleaseImages} from './open-release-images.js';

/** Where a release was pushed. */
export interface PushedRelease {
  readonly release: string;
  /** By its tag. */
  readonly place: string;
  /** By its digest, which nobody can exchange. */
  readonly exact: string;
}

/** Reads a release, from wherever it is, and puts it into a registry under its version or the tag that is named. */
export async function pushReleaseTo(source: string, to: string, environment: Environment): Promise<PushedRelease> {
  const target = requireReference(to);
  const directory = await mkdtemp(join(tmpdir(), 'shakinstall-push-'));
  try {
    const {path} = await fetchRelease(locateRelease(source), environment);
    const root = await unpackRelease(path, join(directory, 'unpacked'));
    const {release} = await openRelease(root, directory);
    const packed = join(directory, 'release.tgz');
    if ((await stat(path)).isDirectory()) await packRelease(path, packed);
    const archive = (await stat(path)).isDirectory() ? packed : path;
    const tag = /[:@][^/]*$/.test(to.slice('oci://'.length).replace(/^[^/]*/, '')) ? target.tag : release.version;
    const {images} = openReleaseImages(environment);
    const digest = await pushRelease(images, archive, {...target, ...(tag === undefined ? {} : {tag})}, release);
    const repository = `oci://${formatImageName(target)}`;
    return {
      release: `${release.name} ${release.version}`,
      place: `${repository}:${tag ?? release.version}`,
      exact: `${repository}@${digest}`,
    };
  } finally {
    await rm(directory, {recursive: true, force: true});
  }
}
