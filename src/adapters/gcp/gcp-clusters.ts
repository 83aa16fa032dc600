import type {Clusters} from '../../model/ports/clusters.js';
import type {GoogleSession} from './google-session.js';
import {formatClusterName, formatParent, openContainer, selectOperationName} from './open-container.js';
import {selectClusterBody} from './select-cluster-body.js';
import {selectClusterState, selectOperation} from './select-cluster-state.js';
import {callCloud, callCloudOptional} from './to-cloud-failure.js';

/** GKE through its REST transport. Creations return an operation's name; they are polled by location. */
export function GcpClusters(session: GoogleSession): Clusters {
  const gke = () => openContainer(session);
  return {
    fetchVersions: (project, location) =>
      callCloud('container.clusters.list', async () => {
        const {data: config} = await (await gke()).getServerConfig({name: formatParent(project, location)});
        return {
          defaultVersion: config.defaultClusterVersion ?? '',
          masterVersions: config.validMasterVersions ?? [],
          nodeVersions: config.validNodeVersions ?? [],
          channels: (config.channels ?? []).map((channel) => ({
            channel: String(channel.channel ?? '').toLowerCase(),
            defaultVersion: channel.defaultVersion ?? '',
            validVersions: channel.validVersions ?? [],
          })),
        };
      }),
    get: (ref) =>
      callCloudOptional('clusters.get', async () => {
        const {data: cluster} = await (await gke()).clusters.get({name: formatClusterName(ref)});
        return selectClusterState(cluster);
      }),
    create: (ref, request) =>
      callCloud('clusters.create', async () => {
        const {data: operation} = await (await gke()).clusters.create({
          parent: formatParent(ref.project, ref.location),
          requestBody: {cluster: selectClusterBody(ref, request)},
        });
        return selectOperationName('clusters.create', operation);
      }),
    setAuthorizedNetworks: (ref, networks) =>
      callCloud('clusters.update', async () => {
        const cidrBlocks = networks.map((network) => ({displayName: network.name, cidrBlock: network.cidr}));
        const {data: operation} = await (await gke()).clusters.update({
          name: formatClusterName(ref),
          requestBody: {update: {desiredMasterAuthorizedNetworksConfig: {enabled: true, cidrBlocks}}},
        });
        return selectOperationName('clusters.update', operation);
      }),
    operations: {
      get: (project, location, name) =>
        callCloud('operations.get', async () => {
          const {data: operation} = await (await gke()).operations.get({
            name: `${formatParent(project, location)}/operations/${name}`,
          });
          return selectOperation(operation);
        }),
      listRunning: (ref) =>
        callCloud('operations.list', async () => {
          const {data} = await (await gke()).operations.list({parent: formatParent(ref.project, ref.location)});
          return (data.operations ?? [])
            .map(selectOperation)
            .filter(
              (operation) =>
                operation.status !== 'DONE' && new RegExp(`/clusters/${ref.name}(/|$)`).test(operation.target),
            );
        }),
    },
  };
}
