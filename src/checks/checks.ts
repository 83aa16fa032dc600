import type {Check} from '../model/finding.js';
import {identityPresent} from './credentials/identity-present.js';
import {domainInsideZone} from './dns/domain-inside-zone.js';
import {permissionsCoverPlan} from './iam/permissions-cover-plan.js';
import {givenKeysUsable} from './keys/given-keys-usable.js';
import {billingAccountUsable} from './project/billing-account-usable.js';
import {helmNewEnough} from './tools/helm-new-enough.js';
import {waiversCurrent} from './waivers/waivers-current.js';

/** Every check of the preflight, in the order of the runbook: what comes first explains what follows. */
export const preflightChecks: readonly Check[] = [
  waiversCurrent,
  helmNewEnough,
  givenKeysUsable,
  identityPresent,
  permissionsCoverPlan,
  billingAccountUsable,
  domainInsideZone,
];
