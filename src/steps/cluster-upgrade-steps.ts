import type {UpgradeStrategy} from '../model/ports/cluster-upgrades.js';
import {type Step, stepKey} from '../model/step.js';
import {createUpgradeControlPlane} from './cluster/upgrade-control-plane.js';
import {createUpgradeNodePool, poolInstance} from './cluster/upgrade-node-pool.js';
import {createVerifyPlatform, type LookAtPlatform} from './upgrade/verify-platform.js';

/** One move of a cluster to another version; `pool` is absent for the control plane. */
export interface ClusterMove {
  readonly pool?: string;
  readonly version: string;
}

/** The moves as steps, one after the other: GKE runs one operation at a time on a cluster. */
export function createClusterUpgradeSteps(
  moves: readonly ClusterMove[],
  strategy: UpgradeStrategy | undefined,
  look: LookAtPlatform,
): readonly Step[] {
  const keys = moves.map(({pool, version}) =>
    pool === undefined
      ? stepKey('cluster/upgrade-control-plane', version)
      : stepKey('cluster/upgrade-node-pool', poolInstance(pool, version)),
  );
  const before = new Map(keys.slice(1).map((key, index) => [key, keys[index] ?? '']));
  return [
    createUpgradeControlPlane(
      moves.flatMap(({pool, version}) => (pool === undefined ? [version] : [])),
      before,
    ),
    createUpgradeNodePool(
      moves.flatMap(({pool, version}) => (pool === undefined ? [] : [{pool, version}])),
      before,
      strategy,
    ),
    createVerifyPlatform(look),
  ];
}
