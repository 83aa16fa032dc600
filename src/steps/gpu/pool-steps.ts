import type {Step} from '../../model/step.js';
import {chooseVersion} from '../cluster/choose-version.js';
import {createCluster} from '../cluster/create-cluster.js';
import {createDisk} from '../storage/create-disk.js';
import {applyDriver} from './apply-driver.js';
import {awaitMinimum} from './await-minimum.js';
import {boundAutoscaler} from './bound-autoscaler.js';
import {createGpuPool} from './create-gpu-pool.js';
import {drainGpuPool} from './drain-gpu-pool.js';
import {removeGpuPool} from './remove-gpu-pool.js';
import {runSmokeTest} from './run-smoke-test.js';
import {sizeGpuPool} from './size-gpu-pool.js';

/** The cluster of a pool stands already: the same steps only look at it. */
const compareVersions: Step = {...chooseVersion, title: 'Compare the cluster’s version with the release'};
const findCluster: Step = {...createCluster, title: 'Look at the cluster'};

/** The small plans of one pool on a cluster that stands, one a command. */
export const addPoolSteps: readonly Step[] = [
  compareVersions,
  findCluster,
  applyDriver,
  createGpuPool,
  boundAutoscaler,
  createDisk,
];
export const boundPoolSteps: readonly Step[] = [findCluster, boundAutoscaler];
export const sizePoolSteps: readonly Step[] = [findCluster, boundAutoscaler, sizeGpuPool];
export const removePoolSteps: readonly Step[] = [findCluster, drainGpuPool, removeGpuPool];

/** What proves that a pool works, after it was added. */
export const smokePoolSteps: readonly Step[] = [...addPoolSteps, runSmokeTest, awaitMinimum];
