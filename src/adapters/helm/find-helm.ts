import type {HelmBinary} from '../../model/ports/helm.js';
import {readHelmVersion} from './read-helm-version.js';

/** A helm that the project itself can bring; `unpack` says where it lies and which it is, or nothing where it is not at hand. */
export interface BundledHelm {
  unpack(): Promise<{readonly path: string; readonly version: string} | undefined>;
}

/** Charts of the platform use functions that older helms lack. */
const oldestHelm = [3, 10] as const;

/** Whether `version` (`v3.17.3+g1234`) is 3.10 or later. */
export function isHelmNewEnough(version: string): boolean {
  const match = /^v?(\d+)\.(\d+)/.exec(version);
  if (match === null) return false;
  const [major, minor] = [Number(match[1]), Number(match[2])];
  return major > oldestHelm[0] || (major === oldestHelm[0] && minor >= oldestHelm[1]);
}

/** The first helm that is new enough: PATH before the bundle. */
export async function findHelm(bundled: BundledHelm | undefined): Promise<HelmBinary | undefined> {
  const onPath = await readHelmVersion('helm');
  if (onPath !== undefined && isHelmNewEnough(onPath)) return {path: 'helm', version: onPath, origin: 'PATH'};
  const carried = await bundled?.unpack();
  return carried === undefined ? undefined : {...carried, origin: 'bundled'};
}
