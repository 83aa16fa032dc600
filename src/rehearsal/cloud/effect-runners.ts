import {finishRepository} from './artifactregistry/repository-methods.js';
import type {EffectRunner} from './cloud-context.js';
import {finishOperation} from './compute/compute-operation.js';
import {finishClusterChange, startSurpriseUpgrade} from './container/change-cluster.js';
import {finishPoolChange, finishPoolDeletion, finishPoolScaling} from './container/change-pool.js';
import {finishCluster} from './container/create-cluster.js';
import {finishPool} from './container/create-pool.js';
import {finishClusterDeletion} from './container/delete-cluster.js';
import {stepNodeUpgrade} from './container/upgrade-nodes.js';
import {purgeProject} from './resourcemanager/change-project.js';
import {finishProject} from './resourcemanager/create-project.js';
import {finishEnablement} from './serviceusage/enable-services.js';
import {finishDisablement} from './serviceusage/service-methods.js';

/** What pending effects do when they fall due, by the type that the state stores. */
export const effectRunners: Readonly<Record<string, EffectRunner>> = {
  'compute.finish': finishOperation,
  'container.clusterChanged': finishClusterChange,
  'container.clusterCreated': finishCluster,
  'container.clusterDeleted': finishClusterDeletion,
  'container.nodesUpgraded': stepNodeUpgrade,
  'container.poolChanged': finishPoolChange,
  'container.poolCreated': finishPool,
  'container.poolDeleted': finishPoolDeletion,
  'container.poolScaled': finishPoolScaling,
  'container.surpriseUpgrade': startSurpriseUpgrade,
  'project.finish': finishProject,
  'project.purge': purgeProject,
  'registry.finish': finishRepository,
  'services.disable': finishDisablement,
  'services.enable': finishEnablement,
};
