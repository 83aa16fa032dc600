import {execa} from 'execa';
import type {HelmBinary} from '../../model/ports/helm.js';

/** A helm that the project itself can bring; `unpack` returns its path, or undefined where it is not at hand. */
export interface BundledHelm {
  unpack(): Promise<string | undefined>;
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

async function readVersion(path: string): Promise<string | undefined> {
  const result = await execa(path, ['version', '--template', '{{.Version}}'], {
    reject: false,
    timeout: 20_000,
    stdin: 'ignore',
  });
  return result.exitCode === 0 ? result.stdout.trim() : undefined;
}

/** The first helm that is new enough: PATH before the bundle. */
export async function findHelm(bundled: BundledHelm | undefined): Promise<HelmBinary | undefined> {
  const onPath = await readVersion('helm');
  if (onPath !== undefined && isHelmNewEnough(onPath)) return {path: 'helm', version: onPath, origin: 'PATH'};
  const path = await bundled?.unpack();
  if (path === undefined) return undefined;
  const version = await readVersion(path);
  return version !== undefined && isHelmNewEnough(version) ? {path, version, origin: 'bundled'} : undefined;
}
