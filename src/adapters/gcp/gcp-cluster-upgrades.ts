import type {protos} from '@google-cloud/container';
import type {ClusterUpgrades, UpgradeStrategy} from '../../model/ports/cluster-upgrades.js';
import type {GoogleSession} from './google-session.js';
import {formatClusterName, openContainer, selectOperationName} from './open-container.js';
import {callCloud} from './to-cloud-failure.js';

/** https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters.nodePools#UpgradeSettings */
function selectSettings(strategy: UpgradeStrategy): protos.google.container.v1.NodePool.IUpgradeSettings {
  if (strategy.kind === 'surge')
    return {strategy: 'SURGE', maxSurge: strategy.maxSurge, maxUnavailable: strategy.maxUnavailable};
  const {batch, batchSoakSeconds, soakSeconds} = strategy;
  return {
    strategy: 'BLUE_GREEN',
    blueGreenSettings: {
      standardRolloutPolicy: {
        ...('nodes' in batch ? {batchNodeCount: batch.nodes} : {batchPercentage: batch.share}),
        batchSoakDuration: {seconds: batchSoakSeconds},
      },
      nodePoolSoakDuration: {seconds: soakSeconds},
    },
  };
}

/** Upgrades of GKE clusters. */
export function GcpClusterUpgrades(session: GoogleSession): ClusterUpgrades {
  const gke = openContainer(session);
  return {
    upgradeControlPlane: (ref, version) =>
      callCloud('clusters.update', async () => {
        const [operation] = await (await gke()).updateCluster({
          name: formatClusterName(ref),
          update: {desiredMasterVersion: version},
        });
        return selectOperationName('clusters.update', operation);
      }),
    setStrategy: (ref, pool, strategy) =>
      callCloud('nodePools.update', async () => {
        const [operation] = await (await gke()).updateNodePool({
          name: `${formatClusterName(ref)}/nodePools/${pool}`,
          upgradeSettings: selectSettings(strategy),
        });
        return selectOperationName('nodePools.update', operation);
      }),
    upgradeNodePool: (ref, pool, version) =>
      callCloud('nodePools.update', async () => {
        const [operation] = await (await gke()).updateNodePool({
          name: `${formatClusterName(ref)}/nodePools/${pool}`,
          nodeVersion: version,
        });
        return selectOperationName('nodePools.update', operation);
      }),
  };
}
