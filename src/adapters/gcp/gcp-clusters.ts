import type {ClusterRef, Clusters} from '../../model/ports/clusters.js';
import type {GoogleSession} from './google-session.js';
import {openGke, operationName} from './open-gke.js';
import {selectClusterBody, selectNodePoolBody} from './select-cluster-body.js';
import {selectClusterState, selectOperation} from './select-cluster-state.js';
import {callCloud, callCloudOptional} from './to-cloud-failure.js';

const parentOf = (project: string, location: string) => `projects/${project}/locations/${location}`;
const nameOf = (ref: ClusterRef) => `${parentOf(ref.project, ref.location)}/clusters/${ref.name}`;

/** GKE through its REST transport. Creations return an operation's name; they are polled by location. */
export function GcpClusters(session: GoogleSession): Clusters {
  const gke = openGke(session);
  return {
    fetchVersions: (project, location) =>
      callCloud('container.clusters.list', async () => {
        const [config] = await (await gke()).getServerConfig({name: parentOf(project, location)});
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
        const [cluster] = await (await gke()).getCluster({name: nameOf(ref)});
        return selectClusterState(cluster);
      }),
    create: (ref, request) =>
      callCloud('clusters.create', async () => {
        const [operation] = await (await gke()).createCluster({
          parent: parentOf(ref.project, ref.location),
          cluster: selectClusterBody(ref, request),
        });
        return operationName('clusters.create', operation);
      }),
    createNodePool: (ref, request) =>
      callCloud('nodePools.create', async () => {
        const [operation] = await (await gke()).createNodePool({
          parent: nameOf(ref),
          nodePool: selectNodePoolBody(request),
        });
        return operationName('nodePools.create', operation);
      }),
    setAuthorizedNetworks: (ref, networks) =>
      callCloud('clusters.update', async () => {
        const cidrBlocks = networks.map((network) => ({displayName: network.name, cidrBlock: network.cidr}));
        const [operation] = await (await gke()).updateCluster({
          name: nameOf(ref),
          update: {desiredMasterAuthorizedNetworksConfig: {enabled: true, cidrBlocks}},
        });
        return operationName('clusters.update', operation);
      }),
    operations: {
      get: (project, location, name) =>
        callCloud('operations.get', async () => {
          const [operation] = await (await gke()).getOperation({
            name: `${parentOf(project, location)}/operations/${name}`,
          });
          return selectOperation(operation);
        }),
      listRunning: (ref) =>
        callCloud('operations.list', async () => {
          const [answer] = await (await gke()).listOperations({parent: parentOf(ref.project, ref.location)});
          return (answer.operations ?? [])
            .map(selectOperation)
            .filter(
              (operation) =>
                operation.status !== 'DONE' && new RegExp(`/clusters/${ref.name}(/|$)`).test(operation.target),
            );
        }),
    },
  };
}
