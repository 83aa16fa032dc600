import type {ServerVersions} from '../model/ports/clusters.js';
import type {KubernetesWindow} from '../model/release.js';
import {isInsideWindow} from './kubernetes-window.js';

/** A version to create with, or why there is none. */
export type VersionChoice =
  | {readonly version: string}
  | {readonly problem: string; readonly offered: readonly string[]};

/** `1.27.3-gke.100` as numbers, for comparison; undefined where it is no GKE version. */
function parseVersion(version: string): readonly number[] | undefined {
  const match = /^v?(\d+)\.(\d+)(?:\.(\d+))?(?:-gke\.(\d+))?/.exec(version);
  return match === null ? undefined : match.slice(1).map((part) => Number(part ?? 0));
}

/** Orders versions by number, oldest first. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [parseVersion(a) ?? [], parseVersion(b) ?? []];
  for (let index = 0; index < 4; index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Versions that a cluster on the channel can be created with; those without a channel for `none`. */
export function selectOfferedVersions(offer: ServerVersions, channel: string): readonly string[] {
  if (channel === 'none') return offer.masterVersions;
  return offer.channels.find((entry) => entry.channel === channel)?.validVersions ?? [];
}

/** The newest version that the location offers, the release supports and the configuration asks for. */
export function selectVersion(
  offer: ServerVersions,
  window: KubernetesWindow,
  wanted: string | undefined,
  channel: string,
): VersionChoice {
  const offered = selectOfferedVersions(offer, channel);
  const where = channel === 'none' ? 'here' : `on the ${channel} channel here`;
  const supported = offered.filter((version) => isInsideWindow(window, version));
  const minors = [...new Set(offered.map((version) => version.split('.').slice(0, 2).join('.')))].sort(compareVersions);
  if (supported.length === 0)
    return {
      problem: `the release supports Kubernetes ${window.range}, and GKE offers ${minors.join(', ') || 'nothing'} ${where}`,
      offered,
    };
  const isWanted = (version: string) =>
    wanted === undefined || version === wanted || version.startsWith(`${wanted}.`) || version.startsWith(`${wanted}-`);
  const fitting = supported.filter(isWanted).sort(compareVersions);
  const newest = fitting.at(-1);
  if (newest === undefined)
    return {
      problem: `cluster.version is ${wanted}, and GKE offers ${supported.sort(compareVersions).join(', ')} ${where} within the release’s window ${window.range}`,
      offered,
    };
  return {version: newest};
}
