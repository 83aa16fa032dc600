import type {AdmissionPlugin} from './admission-plugin.js';
import {namespaceLifecycle} from './admit-namespace.js';
import {defaultTolerations} from './admit-pod-defaults.js';
import {podPriority} from './admit-priority.js';
import {rbacEscalation} from './admit-rbac.js';
import {serviceAccount} from './admit-service-account.js';
import {defaultStorageClass, storageObjectInUseProtection} from './admit-storage-class.js';

/** The steps of admission, in kube-apiserver's order. https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/ */
export const admissionPlugins: readonly AdmissionPlugin[] = [
  namespaceLifecycle,
  serviceAccount,
  defaultTolerations,
  podPriority,
  defaultStorageClass,
  storageObjectInUseProtection,
  rbacEscalation,
];
