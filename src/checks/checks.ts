import type {Check} from '../model/finding.js';
import {identityNamed} from './credentials/identity-named.js';
import {identityPresent} from './credentials/identity-present.js';
import {impersonationWorks} from './credentials/impersonation-works.js';
import {quotaProjectSet} from './credentials/quota-project-set.js';
import {tokenLasts} from './credentials/token-lasts.js';
import {domainInsideZone} from './dns/domain-inside-zone.js';
import {deployerRolesSuffice} from './iam/deployer-roles-suffice.js';
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
import {apisEnabled} from './services/apis-enabled.js';
import {bucketUsable} from './storage/bucket-usable.js';
import {disksUsable} from './storage/disks-usable.js';
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
];
