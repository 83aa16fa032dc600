import type {Step} from '../model/step.js';
import {authorizeNetworks} from './cluster/authorize-networks.js';
import {awaitApiServer} from './cluster/await-api-server.js';
import {chooseVersion} from './cluster/choose-version.js';
import {confirmMachineTypes} from './cluster/confirm-machine-types.js';
import {createCluster} from './cluster/create-cluster.js';
import {createNodePool} from './cluster/create-node-pool.js';
import {writeKubeconfig} from './cluster/write-kubeconfig.js';
import {createRecords} from './dns/create-records.js';
import {handOverDeployKey} from './git/hand-over-deploy-key.js';
import {createGpuPool} from './gpu/create-gpu-pool.js';
import {activateKey} from './iam/activate-key.js';
import {createKey} from './iam/create-key.js';
import {createServiceAccount} from './iam/create-service-account.js';
import {grantRoles} from './iam/grant-roles.js';
import {applyKeySecret} from './keys/apply-key-secret.js';
import {generateKey} from './keys/generate-key.js';
import {generateOauthSecret} from './keys/generate-oauth-secret.js';
import {createFirewallRule} from './network/create-firewall-rule.js';
import {createNat} from './network/create-nat.js';
import {reserveAddress} from './network/reserve-address.js';
import {applyManifests} from './platform/apply-manifests.js';
import {awaitIssuerWebhook} from './platform/await-issuer-webhook.js';
import {awaitLoadBalancer} from './platform/await-load-balancer.js';
import {awaitWorkloads} from './platform/await-workloads.js';
import {connectIdentityProvider} from './platform/connect-identity-provider.js';
import {createNamespaces} from './platform/create-namespaces.js';
import {installRelease} from './platform/install-release.js';
import {startWorkload} from './platform/start-workload.js';
import {verifyDashboard} from './platform/verify-dashboard.js';
import {verifyRealm} from './platform/verify-realm.js';
import {createProject} from './project/create-project.js';
import {enableServices} from './project/enable-services.js';
import {linkBilling} from './project/link-billing.js';
import {selectProject} from './project/select-project.js';
import {createBucket} from './storage/create-bucket.js';
import {createDisk} from './storage/create-disk.js';
import {applyOwnCertificate} from './tls/apply-own-certificate.js';
import {applySolverSecret} from './tls/apply-solver-secret.js';
import {findClientTools} from './tools/find-client-tools.js';
import {applyCustomisation} from './values/apply-customisation.js';
import {renderValues} from './values/render-values.js';
import {stageRelease} from './values/stage-release.js';

/** Every step, in the runbook's order; the needs decide what really comes first. */
export const steps: readonly Step[] = [
  findClientTools,
  createProject,
  selectProject,
  linkBilling,
  enableServices,
  createServiceAccount,
  grantRoles,
  createKey,
  activateKey,
  chooseVersion,
  confirmMachineTypes,
  createCluster,
  createNodePool,
  createGpuPool,
  authorizeNetworks,
  writeKubeconfig,
  awaitApiServer,
  createBucket,
  createDisk,
  generateKey,
  generateOauthSecret,
  stageRelease,
  renderValues,
  applyCustomisation,
  handOverDeployKey,
  createNamespaces,
  applyManifests,
  awaitIssuerWebhook,
  applySolverSecret,
  applyKeySecret,
  createNat,
  createFirewallRule,
  reserveAddress,
  installRelease,
  applyOwnCertificate,
  startWorkload,
  awaitWorkloads,
  awaitLoadBalancer,
  createRecords,
  verifyDashboard,
  verifyRealm,
  connectIdentityProvider,
];
