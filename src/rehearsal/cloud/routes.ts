import {artifactRegistryRoutes} from './artifactregistry/routes.js';
import {billingRoutes} from './billing/routes.js';
import {cloudQuotasRoutes} from './cloudquotas/routes.js';
import {computeRoutes} from './compute/routes.js';
import {containerRoutes} from './container/routes.js';
import {containerAnalysisRoutes} from './containeranalysis/routes.js';
import {dnsRoutes} from './dns/routes.js';
import type {Route} from './http/call.js';
import {iamRoutes} from './iam/routes.js';
import {kmsRoutes} from './kms/routes.js';
import {orgPolicyRoutes} from './orgpolicy/routes.js';
import {pubsubRoutes} from './pubsub/routes.js';
import {resourceManagerRoutes} from './resourcemanager/routes.js';
import {serviceUsageRoutes} from './serviceusage/routes.js';
import {storageRoutes} from './storage/routes.js';

/** Every method that the rehearsed cloud serves; all others answer 501. */
export const cloudRoutes: readonly Route[] = [
  ...containerRoutes,
  ...computeRoutes,
  ...iamRoutes,
  ...resourceManagerRoutes,
  ...serviceUsageRoutes,
  ...billingRoutes,
  ...dnsRoutes,
  ...storageRoutes,
  ...artifactRegistryRoutes,
  ...containerAnalysisRoutes,
  ...cloudQuotasRoutes,
  ...orgPolicyRoutes,
  ...pubsubRoutes,
  ...kmsRoutes,
];
