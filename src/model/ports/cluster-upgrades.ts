import type {ClusterRef} from './clusters.js';

/** How the nodes of a pool are exchanged. https://cloud.google.com/kubernetes-engine/docs/concepts/node-pool-upgrade-strategies */
export type UpgradeStrategy =
  | {readonly kind: 'surge'; readonly maxSurge: number; readonly maxUnavailable: number}
  | {
      readonly kind: 'blue-green';
      /** How many old nodes are drained at a time, or which share of them. */
      readonly batch: {readonly nodes: number} | {readonly share: number};
      readonly batchSoakSeconds: number;
      /** How long both sets of nodes stand side by side at the end. */
      readonly soakSeconds: number;
    };

/** Changes of a cluster's versions; each starts an operation and returns its name at once. */
export interface ClusterUpgrades {
  upgradeControlPlane(ref: ClusterRef, version: string): Promise<string>;
  /** Sets how a pool's nodes are exchanged; the next upgrade does it so. */
  setStrategy(ref: ClusterRef, pool: string, strategy: UpgradeStrategy): Promise<string>;
  upgradeNodePool(ref: ClusterRef, pool: string, version: string): Promise<string>;
}
