import type {Check} from '../model/finding.js';
import {certificatesIssued} from './certificates/issued.js';
import {issuersReady} from './certificates/issuers-ready.js';
import {rateLimitFar} from './certificates/rate-limit-far.js';
import {renewedInTime} from './certificates/renewed-in-time.js';
import {secretBesideGateway} from './certificates/secret-beside-gateway.js';
import {answersEachTime} from './control-plane/answers-each-time.js';
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
import {rolesKept} from './iam/roles-kept.js';
import {firewallAsSimulated} from './istio/firewall-as-simulated.js';
import {injectionLabelsLead} from './istio/injection-labels-lead.js';
import {mtlsModesAgree} from './istio/mtls-modes-agree.js';
import {networkPoliciesAllow} from './istio/network-policies-allow.js';
import {oneMesh} from './istio/one-mesh.js';
import {sidecarsPresent} from './istio/sidecars-present.js';
import {installedWebhookPortsOpen} from './istio/webhook-ports-open.js';
import {webhooksAnswer} from './istio/webhooks-answer.js';
import {webhooksServed} from './istio/webhooks-served.js';
import {imagesCurrent} from './jobs/images-current.js';
import {installationJobsComplete} from './jobs/installation-jobs-complete.js';
import {addressAssigned} from './load-balancer/address-assigned.js';
import {backendsHealthy} from './load-balancer/backends-healthy.js';
import {exposedAsPlanned} from './load-balancer/exposed-as-planned.js';
import {sourcesAllowed} from './load-balancer/sources-allowed.js';
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
import {definitionsCurrent} from './release/definitions-current.js';
import {certificateServed} from './road/certificate-served.js';
import {clusterDnsReady} from './road/cluster-dns-ready.js';
import {dashboardAnswers} from './road/dashboard-answers.js';
import {gatewayListens} from './road/gateway-listens.js';
import {loginGuards} from './road/login-guards.js';
import {loginPageOpens} from './road/login-page-opens.js';
import {nameServersAnswer} from './road/name-servers-answer.js';
import {portsOpen} from './road/ports-open.js';
import {realmAnswers} from './road/realm-answers.js';
import {recordsLeadToIngress} from './road/records-lead-to-ingress.js';
import {resolversAgree} from './road/resolvers-agree.js';
import {routesLeadOn} from './road/routes-lead-on.js';
import {zoneDelegated} from './road/zone-delegated.js';
import {apisEnabled} from './services/apis-enabled.js';
import {googleAnswers} from './services/google-answers.js';
import {bucketReachable} from './storage-health/bucket-reachable.js';
import {claimsBound} from './storage-health/claims-bound.js';
import {claimsStay} from './storage-health/claims-stay.js';
import {disksMounted} from './storage-health/disks-mounted.js';
import {volumesInReach} from './storage-health/volumes-in-reach.js';
import {waiversCurrent} from './waivers/waivers-current.js';

/** Every check of the doctor, from the ground up: what comes first explains what follows. */
export const doctorChecks: readonly Check[] = [
  waiversCurrent,
  googleAnswers,
  identityPresent,
  projectUsable,
  projectBilled,
  apisEnabled,
  keysLast,
  rolesKept,
  clusterRunning,
  operationsSettled,
  clusterVersionSupported,
  endOfLifeAhead,
  apiServerAnswers,
  answersEachTime,
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
  claimsStay,
  volumesInReach,
  disksMounted,
  bucketReachable,
  releasePresent,
  releaseDeployed,
  fieldsUndisturbed,
  definitionsCurrent,
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
  installedWebhookPortsOpen,
  webhooksServed,
  webhooksAnswer,
  firewallAsSimulated,
  networkPoliciesAllow,
  oneMesh,
  injectionLabelsLead,
  mtlsModesAgree,
  sidecarsPresent,
  addressAssigned,
  exposedAsPlanned,
  backendsHealthy,
  sourcesAllowed,
  zoneDelegated,
  nameServersAnswer,
  resolversAgree,
  clusterDnsReady,
  recordsLeadToIngress,
  issuersReady,
  certificatesIssued,
  renewedInTime,
  rateLimitFar,
  secretBesideGateway,
  portsOpen,
  certificateServed,
  gatewayListens,
  routesLeadOn,
  loginGuards,
  realmAnswers,
  loginPageOpens,
  dashboardAnswers,
];
