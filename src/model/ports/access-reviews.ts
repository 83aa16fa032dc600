import type {KubeTarget} from './kube.js';

/** Something that might be done in a cluster. */
export interface AccessQuestion {
  readonly verb: string;
  /** Empty for the core group. */
  readonly group: string;
  /** Plural, such as `deployments`. */
  readonly resource: string;
  /** Every namespace where left out. */
  readonly namespace?: string | undefined;
}

/** A cluster asked about oneself. https://kubernetes.io/docs/reference/access-authn-authz/authorization/#checking-api-access */
export interface AccessReviews {
  /** By a SelfSubjectAccessReview, which asks every authorizer; a rules review knows RBAC alone. */
  isAllowed(target: KubeTarget, question: AccessQuestion): Promise<boolean>;
}
