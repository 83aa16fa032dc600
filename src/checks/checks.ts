import type {Check} from '../model/finding.js';
import {identityPresent} from './credentials/identity-present.js';
import {domainInsideZone} from './dns/domain-inside-zone.js';
import {permissionsCoverPlan} from './iam/permissions-cover-plan.js';
import {givenKeysUsable} from './keys/given-keys-usable.js';
import {billingAccountUsable} from './project/billing-account-usable.js';
import {helmNewEnough} from './tools/helm-new-enough.js';

/** Every check of the preflight. */
export const checks: readonly Check[] = [
  helmNewEnough,
  givenKeysUsable,
  identityPresent,
  permissionsCoverPlan,
  billingAccountUsable,
  domainInsideZone,
];
