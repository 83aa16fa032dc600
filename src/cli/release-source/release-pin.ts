import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {NodeFiles} from '../../adapters/local/node-files.js';
import type {Environment} from '../../model/environment.js';
import {isReleaseReference} from '../../model/release-artifact.js';
import {fetchRelease} from './fetch-release.js';

/** What a tag led to when a deployment began with it. */
interface ReleasePin {
  readonly named: string;
  readonly digest: string;
  /** The archive on this machine. */
  readonly path: string;
}

const placeOf = (state: string) => join(state, 'release-pin.json');

async function readPin(state: string): Promise<ReleasePin | undefined> {
  try {
    return JSON.parse(await readFile(placeOf(state), 'utf8')) as ReleasePin;
  } catch {
    return undefined;
  }
}

/**
 * The release that a deployment is configured with, on this machine. Once its installation has begun, a tag means what it
 * meant then: another release takes its place by an upgrade, not by somebody pushing under the same tag.
 */
export async function fetchConfiguredRelease(named: string, state: string, environment: Environment): Promise<string> {
  if (!isReleaseReference(named)) return named;
  const pin = await readPin(state);
  const isBegun = (await readdir(join(state, 'release')).catch(() => [])).length > 0;
  if (pin?.named === named && isBegun) {
    const isHere = (await NodeFiles().stat(pin.path)) !== undefined;
    return isHere ? pin.path : (await fetchRelease(named, environment, pin.digest)).path;
  }
  const {path, digest = ''} = await fetchRelease(named, environment);
  const next: ReleasePin = {named, digest, path};
  await NodeFiles().write(placeOf(state), `${JSON.stringify(next, null, 1)}\n`, {mode: 0o600});
  return path;
}
