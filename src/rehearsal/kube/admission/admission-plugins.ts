import type {AdmissionPlugin} from './admission-plugin.js';
import {limitRanger} from './admit-limit-range.js';
import {namespaceLifecycle} from './admit-namespace.js';
import {defaultTolerations} from './admit-pod-defaults.js';
import {podSecurity} from './admit-pod-security.js';
import {podPriority} from './admit-priority.js';
import {resourceQuota} from './admit-quota.js';
import {rbacEscalation} from './admit-rbac.js';
import {serviceAccount} from './admit-service-account.js';
import {defaultStorageClass, storageObjectInUseProtection} from './admit-storage-class.js';
import {mutatingWebhooks, validatingWebhooks} from './admit-webhooks.js';

/** The steps of admission, in kube-apiserver's order. https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/ */
export const admissionPlugins: readonly AdmissionPlugin[] = [
  rbacEscalation,
  namespaceLifecycle,
  limitRanger,
  serviceAccount,
  podSecurity,
  podPriority,
  defaultTolerations,
  defaultStorageClass,
  storageObjectInUseProtection,
  mutatingWebhooks,
  validatingWebhooks,
  resourceQuota,
];
