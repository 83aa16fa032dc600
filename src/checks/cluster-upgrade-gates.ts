import type {ClusterUpgradeFacts} from '../model/cluster-upgrade-facts.js';
import type {Gate} from '../model/gate.js';
import {apisStay} from './cluster-upgrade/apis-stay.js';
import {budgetsLetGo} from './cluster-upgrade/budgets-let-go.js';
import {noReleasePending} from './cluster-upgrade/no-release-pending.js';
import {releaseSupports} from './cluster-upgrade/release-supports.js';
import {roomAndHealth} from './cluster-upgrade/room-and-health.js';
import {surgeFits} from './cluster-upgrade/surge-fits.js';
import {timeIsRight} from './cluster-upgrade/time-is-right.js';
import {versionOffered} from './cluster-upgrade/version-offered.js';

/** What holds before a cluster goes to another version of Kubernetes. */
export const clusterUpgradeGates: ReadonlyArray<Gate<ClusterUpgradeFacts>> = [
  versionOffered,
  releaseSupports,
  noReleasePending,
  budgetsLetGo,
  apisStay,
  timeIsRight,
  roomAndHealth,
  surgeFits,
];
