import type {InstallConfig} from './install-config.js';
import {isZone} from './location.js';

/** Zones that GKE spreads a regional cluster over where none are named. https://cloud.google.com/kubernetes-engine/docs/concepts/regional-clusters */
const zonesOfRegion = 3;

/** Nodes that stand at once while a pool is upgraded, beside its own: the installer's pools surge by one. */
const surge = 1;

/** Nodes of the plan at their most: every pool at its maximum in every zone of its own, one pool being upgraded. */
export function countNodes(config: InstallConfig): number {
  const zones = isZone(config.location) ? 1 : zonesOfRegion;
  const {cluster, nodePools, gpuPools} = config;
  const created = cluster.mode === 'create' ? [cluster.systemPool] : [];
  const sizes = [
    ...[...created, ...nodePools].map(({nodes, autoscaling}) => (autoscaling?.max ?? nodes) * zones),
    ...gpuPools.map((pool) => Math.max(pool.autoscaling.max, pool.nodes) * Math.max(1, pool.zones.length)),
  ];
  return sizes.reduce((sum, size) => sum + size, 0) + surge * zones;
}
