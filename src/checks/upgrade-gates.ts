import type {Gate} from '../model/gate.js';
import type {UpgradeFacts} from '../model/upgrade-facts.js';
import {backupFresh} from './upgrade/backup-fresh.js';
import {definitionsKeepVersions} from './upgrade/definitions-keep-versions.js';
import {deploymentConverged} from './upgrade/deployment-converged.js';
import {fieldsChangeable} from './upgrade/fields-changeable.js';
import {helmStateClean} from './upgrade/helm-state-clean.js';
import {imagesPresent} from './upgrade/images-present.js';
import {imagesSigned} from './upgrade/images-signed.js';
import {imagesSound} from './upgrade/images-sound.js';
import {insideWindow} from './upgrade/inside-window.js';
import {kubernetesInsideWindow} from './upgrade/kubernetes-inside-window.js';
import {noDowngrade} from './upgrade/no-downgrade.js';
import {noRequiredLeftFailed} from './upgrade/no-required-left-failed.js';
import {noRequiredSkipped} from './upgrade/no-required-skipped.js';
import {platformWell} from './upgrade/platform-well.js';
import {surgeQuotasLeaveRoom} from './upgrade/quotas-leave-room.js';

/** What holds before a release takes another's place, the plainest first. */
export const upgradeGates: ReadonlyArray<Gate<UpgradeFacts>> = [
  noDowngrade,
  noRequiredSkipped,
  noRequiredLeftFailed,
  kubernetesInsideWindow,
  helmStateClean,
  platformWell,
  deploymentConverged,
  backupFresh,
  insideWindow,
  surgeQuotasLeaveRoom,
  fieldsChangeable,
  definitionsKeepVersions,
  imagesPresent,
  imagesSigned,
  imagesSound,
];
