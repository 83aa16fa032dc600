import type {KubeObject} from '../../controllers/core/kube-object.js';
import type {ClusterView} from '../cluster-view.js';
import {reviewCertManager} from './review-cert-manager.js';
import {reviewIstio} from './review-istio.js';

/** The request of an admission review, as far as handlers read it. */
export interface AdmissionRequest {
  readonly kind: {readonly group: string; readonly kind: string};
  readonly namespace?: string;
  readonly operation: string;
  readonly object?: KubeObject;
  readonly oldObject?: KubeObject;
}

/** The response of an admission review, without its uid. */
export interface AdmissionVerdict {
  readonly allowed: boolean;
  readonly status?: {readonly message: string; readonly code: number; readonly reason?: string};
  readonly patch?: string;
  readonly patchType?: 'JSONPatch';
  readonly warnings?: readonly string[];
}

/** A webhook server that the rehearsal knows. */
export interface WebhookHandler {
  readonly role: string;
  review(view: ClusterView, path: string, request: AdmissionRequest): AdmissionVerdict;
}

/** Known webhook servers, by the role of the pods that are them. */
export const webhookHandlers: readonly WebhookHandler[] = [
  {role: 'cert-manager-webhook', review: reviewCertManager},
  {role: 'istiod', review: reviewIstio},
];
