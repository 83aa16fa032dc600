import type {Check} from '../model/finding.js';
import {capacitySuffices} from './cluster/capacity-suffices.js';
import {defaultAccountsPresent} from './cluster/default-accounts-present.js';
import {podSecurityAllows} from './cluster/pod-security-allows.js';
import {quotasLeaveRoom} from './cluster/quotas-leave-room.js';
import {webhooksApart} from './cluster/webhooks-apart.js';
import {bootDisksFit} from './compute/boot-disks-fit.js';
import {machineTypesExist} from './compute/machine-types-exist.js';
import {quotasCoverPlan} from './compute/quotas-cover-plan.js';
import {identityNamed} from './credentials/identity-named.js';
import {identityPresent} from './credentials/identity-present.js';
import {impersonationWorks} from './credentials/impersonation-works.js';
import {quotaProjectSet} from './credentials/quota-project-set.js';
import {tokenLasts} from './credentials/token-lasts.js';
import {changesSeenSoon} from './dns/changes-seen-soon.js';
import {domainInsideZone} from './dns/domain-inside-zone.js';
import {issuerPermitted} from './dns/issuer-permitted.js';
import {namesFree} from './dns/names-free.js';
import {namesUnshadowed} from './dns/names-unshadowed.js';
import {zoneDelegated} from './dns/zone-delegated.js';
import {authorizedNetworksIncludeHere} from './gke/authorized-networks-include-here.js';
import {channelAsPlanned} from './gke/channel-as-planned.js';
import {clusterHealthy} from './gke/cluster-healthy.js';
import {clusterOurs} from './gke/cluster-ours.js';
import {clusterVersionSupported} from './gke/cluster-version-supported.js';
import {controlPlaneReachable} from './gke/control-plane-reachable.js';
import {endOfLifeAhead} from './gke/end-of-life-ahead.js';
import {maintenanceAway} from './gke/maintenance-away.js';
import {networkPolicyEnforced} from './gke/network-policy-enforced.js';
import {nodeImagesRunContainerd} from './gke/node-images-run-containerd.js';
import {nodeVersionsNear} from './gke/node-versions-near.js';
import {operationsIdle} from './gke/operations-idle.js';
import {versionNewestPatch} from './gke/version-newest-patch.js';
import {versionsOverlap} from './gke/versions-overlap.js';
import {vpcNative} from './gke/vpc-native.js';
import {workloadIdentityOn} from './gke/workload-identity-on.js';
import {acceleratorsOffered} from './gpu/accelerators-offered.js';
import {machinesCarryAccelerators} from './gpu/machines-carry-accelerators.js';
import {modelsAdvised} from './gpu/models-advised.js';
import {quotaCoversPools} from './gpu/quota-covers-pools.js';
import {zonesRanked} from './gpu/zones-ranked.js';
import {clusterAccessKnown} from './iam/cluster-access-known.js';
import {deployerRolesSuffice} from './iam/deployer-roles-suffice.js';
import {manifestsAccepted} from './iam/manifests-accepted.js';
import {permissionsCoverPlan} from './iam/permissions-cover-plan.js';
import {runbookRolesSuffice} from './iam/runbook-roles-suffice.js';
import {givenKeysUsable} from './keys/given-keys-usable.js';
import {addressesSuffice} from './network/addresses-suffice.js';
import {balancerReachable} from './network/balancer-reachable.js';
import {istioAsPlanned} from './network/istio-as-planned.js';
import {networkPresent} from './network/network-present.js';
import {privateAccessOn} from './network/private-access-on.js';
import {rangesApart} from './network/ranges-apart.js';
import {sharedNetworkUsable} from './network/shared-network-usable.js';
import {subnetworkPresent} from './network/subnetwork-present.js';
import {wayOutPresent} from './network/way-out-present.js';
import {webhookPortsOpen} from './network/webhook-ports-open.js';
import {billingAccountUsable} from './project/billing-account-usable.js';
import {organizationPolicies} from './project/organization-policies.js';
import {projectUsable} from './project/project-usable.js';
import {definitionsCurrent} from './release/definitions-current.js';
import {digestsMatch} from './release/digests-match.js';
import {imagesResolvable} from './release/images-resolvable.js';
import {imagesSigned} from './release/images-signed.js';
import {imagesSound} from './release/images-sound.js';
import {namespacesLegal} from './release/namespaces-legal.js';
import {rendersCleanly} from './release/renders-cleanly.js';
import {apisEnabled} from './services/apis-enabled.js';
import {bucketUsable} from './storage/bucket-usable.js';
import {disksUsable} from './storage/disks-usable.js';
import {accountReachable} from './tls/account-reachable.js';
import {certificateCurrent} from './tls/certificate-current.js';
import {chainComplete} from './tls/chain-complete.js';
import {issuanceLimits} from './tls/issuance-limits.js';
import {keyMatches} from './tls/key-matches.js';
import {namesCovered} from './tls/names-covered.js';
import {solverPermitted} from './tls/solver-permitted.js';
import {clockClose} from './tools/clock-close.js';
import {directoryWritable} from './tools/directory-writable.js';
import {diskSpaceLeft} from './tools/disk-space-left.js';
import {helmNewEnough} from './tools/helm-new-enough.js';
import {lockFree} from './tools/lock-free.js';
import {proxiesReachable} from './tools/proxies-reachable.js';
import {waiversCurrent} from './waivers/waivers-current.js';

/** Every check of the preflight, in the order of the runbook: what comes first explains what follows. */
export const preflightChecks: readonly Check[] = [
  waiversCurrent,
  helmNewEnough,
  directoryWritable,
  diskSpaceLeft,
  lockFree,
  proxiesReachable,
  givenKeysUsable,
  identityPresent,
  identityNamed,
  tokenLasts,
  quotaProjectSet,
  impersonationWorks,
  clockClose,
  projectUsable,
  billingAccountUsable,
  organizationPolicies,
  apisEnabled,
  permissionsCoverPlan,
  deployerRolesSuffice,
  runbookRolesSuffice,
  clusterAccessKnown,
  manifestsAccepted,
  clusterOurs,
  clusterHealthy,
  versionsOverlap,
  versionNewestPatch,
  clusterVersionSupported,
  nodeVersionsNear,
  endOfLifeAhead,
  channelAsPlanned,
  operationsIdle,
  maintenanceAway,
  nodeImagesRunContainerd,
  vpcNative,
  workloadIdentityOn,
  networkPolicyEnforced,
  controlPlaneReachable,
  authorizedNetworksIncludeHere,
  machineTypesExist,
  bootDisksFit,
  quotasCoverPlan,
  acceleratorsOffered,
  machinesCarryAccelerators,
  quotaCoversPools,
  zonesRanked,
  modelsAdvised,
  networkPresent,
  subnetworkPresent,
  sharedNetworkUsable,
  rangesApart,
  addressesSuffice,
  wayOutPresent,
  privateAccessOn,
  webhookPortsOpen,
  balancerReachable,
  istioAsPlanned,
  domainInsideZone,
  zoneDelegated,
  namesFree,
  namesUnshadowed,
  issuerPermitted,
  changesSeenSoon,
  chainComplete,
  keyMatches,
  namesCovered,
  certificateCurrent,
  accountReachable,
  solverPermitted,
  issuanceLimits,
  bucketUsable,
  disksUsable,
  namespacesLegal,
  digestsMatch,
  rendersCleanly,
  imagesResolvable,
  imagesSigned,
  imagesSound,
  definitionsCurrent,
  defaultAccountsPresent,
  quotasLeaveRoom,
  podSecurityAllows,
  webhooksApart,
  capacitySuffices,
];
