import type {container_v1} from '@googleapis/container';
import type {ClusterUpgrades, UpgradeStrategy} from '../../model/ports/cluster-upgrades.js';
import type {ClusterRef} from '../../model/ports/clusters.js';
import type {GoogleSession} from './google-session.js';
import {formatClusterName, openContainer, selectOperationName} from './open-container.js';
import {callCloud} from './to-cloud-failure.js';

/** https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters.nodePools#UpgradeSettings */
function selectSettings(strategy: UpgradeStrategy): container_v1.Schema$UpgradeSettings {
  if (strategy.kind === 'surge')
    return {strategy: 'SURGE', maxSurge: strategy.maxSurge, maxUnavailable: strategy.maxUnavailable};
  const {batch, batchSoakSeconds, soakSeconds} = strategy;
  return {
    strategy: 'BLUE_GREEN',
    blueGreenSettings: {
      standardRolloutPolicy: {
        ...('nodes' in batch ? {batchNodeCount: batch.nodes} : {batchPercentage: batch.share}),
        batchSoakDuration: `${batchSoakSeconds}s`,
      },
      nodePoolSoakDuration: `${soakSeconds}s`,
    },
  };
}

/** Upgrades of GKE clusters. */
export function GcpClusterUpgrades(session: GoogleSession): ClusterUpgrades {
  const clusters = async () => (await openContainer(session)).clusters;
  const updatePool = (ref: ClusterRef, pool: string, requestBody: container_v1.Schema$UpdateNodePoolRequest) =>
    callCloud('nodePools.update', async () => {
      const name = `${formatClusterName(ref)}/nodePools/${pool}`;
      const {data} = await (await clusters()).nodePools.update({name, requestBody});
      return selectOperationName('nodePools.update', data);
    });
  return {
    upgradeControlPlane: (ref, version) =>
      callCloud('clusters.update', async () => {
        const {data} = await (await clusters()).update({
          name: formatClusterName(ref),
          requestBody: {update: {desiredMasterVersion: version}},
        });
        return selectOperationName('clusters.update', data);
      }),
    setStrategy: (ref, pool, strategy) => updatePool(ref, pool, {upgradeSettings: selectSettings(strategy)}),
    upgradeNodePool: (ref, pool, version) => updatePool(ref, pool, {nodeVersion: version}),
  };
}
