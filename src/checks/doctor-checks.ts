import type {Check} from '../model/finding.js';
import {answersPromptly} from './control-plane/answers-promptly.js';
import {apiServerAnswers} from './control-plane/api-server-answers.js';
import {clusterRunning} from './control-plane/cluster-running.js';
import {keysLast} from './control-plane/keys-last.js';
import {namespacesEnd} from './control-plane/namespaces-end.js';
import {operationsSettled} from './control-plane/operations-settled.js';
import {identityPresent} from './credentials/identity-present.js';
import {planConverged} from './drift/plan-converged.js';
import {clusterVersionSupported} from './gke/cluster-version-supported.js';
import {endOfLifeAhead} from './gke/end-of-life-ahead.js';
import {fieldsUndisturbed} from './helm/fields-undisturbed.js';
import {releaseDeployed} from './helm/release-deployed.js';
import {releasePresent} from './helm/release-present.js';
import {imagesCurrent} from './jobs/images-current.js';
import {installationJobsComplete} from './jobs/installation-jobs-complete.js';
import {gpusOffered} from './nodes/gpus-offered.js';
import {nodesReady} from './nodes/nodes-ready.js';
import {poolsAsPlanned} from './nodes/pools-as-planned.js';
import {poolsHealthy} from './nodes/pools-healthy.js';
import {quotasLeaveRoom} from './nodes/quotas-leave-room.js';
import {taintsBearable} from './nodes/taints-bearable.js';
import {versionsClose} from './nodes/versions-close.js';
import {withoutPressure} from './nodes/without-pressure.js';
import {containersStart} from './pods/containers-start.js';
import {containersStayUp} from './pods/containers-stay-up.js';
import {created} from './pods/created.js';
import {criticalWorkloadsServe} from './pods/critical-workloads-serve.js';
import {imagesPulled} from './pods/images-pulled.js';
import {memorySuffices} from './pods/memory-suffices.js';
import {podsReady} from './pods/ready.js';
import {rolledOut} from './pods/rolled-out.js';
import {scheduled} from './pods/scheduled.js';
import {projectBilled} from './project/project-billed.js';
import {projectUsable} from './project/project-usable.js';
import {apisEnabled} from './services/apis-enabled.js';
import {bucketReachable} from './storage-health/bucket-reachable.js';
import {claimsBound} from './storage-health/claims-bound.js';
import {disksMounted} from './storage-health/disks-mounted.js';
import {volumesInReach} from './storage-health/volumes-in-reach.js';
import {waiversCurrent} from './waivers/waivers-current.js';

/** Every check of the doctor, from the ground up: what comes first explains what follows. */
export const doctorChecks: readonly Check[] = [
  waiversCurrent,
  identityPresent,
  projectUsable,
  projectBilled,
  apisEnabled,
  keysLast,
  clusterRunning,
  operationsSettled,
  clusterVersionSupported,
  endOfLifeAhead,
  apiServerAnswers,
  answersPromptly,
  namespacesEnd,
  nodesReady,
  withoutPressure,
  taintsBearable,
  versionsClose,
  gpusOffered,
  poolsAsPlanned,
  poolsHealthy,
  quotasLeaveRoom,
  claimsBound,
  volumesInReach,
  disksMounted,
  bucketReachable,
  releasePresent,
  releaseDeployed,
  fieldsUndisturbed,
  created,
  scheduled,
  imagesPulled,
  containersStart,
  memorySuffices,
  containersStayUp,
  podsReady,
  installationJobsComplete,
  imagesCurrent,
  rolledOut,
  criticalWorkloadsServe,
  planConverged,
];
