import type {Incident} from '../incident.js';

const cluster = {meaning: 'path of the cluster', usual: {from: 'cluster'}} as const;

/** What GKE’s own machinery does at the wrong time, or does not do. */
export const operationIncidents: readonly Incident[] = [
  {
    id: 'operation-stuck',
    title: 'An operation does not end',
    plane: 'google',
    cause: 'A step of GKE’s machinery hangs.',
    symptoms: {
      google: 'gcloud container operations list shows it RUNNING for hours; others are refused meanwhile',
      cluster: 'what the operation was to bring does not come',
    },
    truth: {plane: 'google', link: 'operations/stuck', object: '{operations}'},
    cure: ['gcloud container operations cancel OPERATION where it can be cancelled; otherwise ask Google’s support.'],
    parameters: {
      operations: {meaning: 'regular expression over operation types', usual: 'CREATE_NODE_POOL|SET_NODE_POOL_SIZE'},
    },
    effects: [{on: 'cloud', fault: {kind: 'stick', operations: '{operations}'}}],
  },
  {
    id: 'operation-lost',
    title: 'An operation can no longer be found',
    plane: 'google',
    cause: 'The record of the operation is gone, although its work goes on.',
    symptoms: {google: 'operations.get answers 404; the resource itself comes to rest', cluster: 'nothing'},
    truth: {plane: 'google', link: 'operations/lost', object: 'container.projects.locations.operations.get'},
    cure: ['Look at the resource in place of the operation until it rests.'],
    parameters: {times: {meaning: 'how many reads fail', usual: 20}},
    effects: [
      {
        on: 'cloud',
        fault: {
          kind: 'refuse',
          methods: 'container\\.projects\\.locations\\.operations\\.get',
          times: '{times}',
          status: 404,
          message: 'Not found: operation.',
        },
      },
    ],
  },
  {
    id: 'maintenance',
    title: 'GKE maintains the control plane in the middle of an installation',
    plane: 'google',
    cause: 'No maintenance window is set, so GKE upgrades the control plane whenever it likes.',
    symptoms: {
      google: 'an UPGRADE_MASTER that nobody asked for; changes are refused: “is currently upgrading cluster”',
      cluster: 'the API server of a zonal cluster is away for some time',
    },
    truth: {plane: 'google', link: 'operations/maintenance', object: '{cluster}'},
    cure: ['Wait for the operation.', 'gcloud container clusters update {cluster.name} --maintenance-window-start …'],
    // Ten minutes are usual for a zonal control plane. https://cloud.google.com/kubernetes-engine/docs/concepts/cluster-upgrades
    parameters: {cluster, seconds: {meaning: 'how long it takes', usual: 600}},
    effects: [{on: 'cloud-state', change: {kind: 'maintain-cluster', cluster: '{cluster}', seconds: '{seconds}'}}],
  },
  {
    id: 'cluster-degraded',
    title: 'The cluster is degraded',
    plane: 'google',
    cause: 'The control plane has lost touch with its nodes.',
    symptoms: {google: 'status DEGRADED with a message', cluster: 'may answer as always'},
    truth: {plane: 'google', link: 'cluster/degraded', object: '{cluster}'},
    cure: ['gcloud container clusters describe {cluster.name} --location {cluster.location} says why.'],
    parameters: {
      cluster,
      message: {meaning: 'what GKE says', usual: 'All nodes are unreachable from the control plane.'},
    },
    effects: [
      {
        on: 'cloud-state',
        change: {kind: 'degrade-cluster', cluster: '{cluster}', code: 'UNKNOWN', message: '{message}'},
      },
    ],
  },
];
