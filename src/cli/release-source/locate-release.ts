import {resolve} from 'node:path';
import {isReleaseReference} from '../../model/release-artifact.js';

/** Where a release is: its place in a registry as it was named, or a path, meant from `base`. */
export function locateRelease(named: string, base = process.cwd()): string {
  return isReleaseReference(named) ? named : resolve(base, named);
}
