import {compareGkeVersions} from '../model/compare-gke-versions.js';

/** One part of a cluster with its version. */
export interface PoolVersion {
  readonly name: string;
  readonly version: string;
}

/** One move on the way to another minor. */
export type VersionMove =
  | {readonly part: 'control-plane'; readonly version: string}
  | {readonly part: 'pool'; readonly pool: string; readonly version: string};

export type VersionPath = {readonly moves: readonly VersionMove[]} | {readonly problem: string};

/** Nodes may be this many minors older than their control plane. https://cloud.google.com/kubernetes-engine/docs/how-to/upgrading-a-cluster#about_upgrading */
const bearableSkew = 2;

const minorOf = (version: string) => Number(/^\d+\.(\d+)/.exec(version)?.[1] ?? 0);
const isNewerVersion = (left: string, right: string) => compareGkeVersions(left, right) > 0;

const newestOf = (minor: number, offered: readonly string[]) =>
  offered
    .filter((version) => minorOf(version) === minor)
    .reduce<string | undefined>(
      (best, version) => (best === undefined || isNewerVersion(version, best) ? version : best),
      undefined,
    );

/**
 * The moves that bring a cluster to a version: the control plane one minor at a time, then the pools; pools come in
 * between only where they would fall further behind than GKE lets them. `wanted` is a minor or a whole version.
 */
export function planVersionPath(request: {
  readonly wanted: string;
  readonly controlPlane: string;
  readonly pools: readonly PoolVersion[];
  /** What GKE offers the cluster, by its channel. */
  readonly offered: readonly string[];
}): VersionPath {
  const {wanted, controlPlane, offered} = request;
  const isMinor = /^\d+\.\d+$/.test(wanted);
  const [from, to] = [minorOf(controlPlane), minorOf(wanted)];
  if (to < from) return {problem: `${controlPlane} is newer than ${wanted}; a control plane never goes back`};
  const moves: VersionMove[] = [];
  const pools = new Map(request.pools.map(({name, version}) => [name, version]));
  let at = controlPlane;
  const movePools = () => {
    for (const [pool, version] of pools) {
      if (!isNewerVersion(at, version)) continue;
      moves.push({part: 'pool', pool, version: at});
      pools.set(pool, at);
    }
  };
  for (let minor = from; minor <= to; minor++) {
    const version =
      minor === to && !isMinor ? offered.find((candidate) => candidate === wanted) : newestOf(minor, offered);
    if (minor === from && (to > from || (isMinor && version === undefined))) continue;
    if (version === undefined)
      return {problem: `GKE offers no ${minor === to ? wanted : `1.${minor}`} to this cluster`};
    if (!isNewerVersion(version, at)) continue;
    if ([...pools.values()].some((pool) => minor - minorOf(pool) > bearableSkew)) movePools();
    moves.push({part: 'control-plane', version});
    at = version;
  }
  movePools();
  return {moves};
}
