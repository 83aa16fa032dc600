import {CloudFailure} from '../../model/cloud-failure.js';
import type {AccessReviews} from '../../model/ports/access-reviews.js';
import {type KubeCredential, type KubeHttp, openKubeHttp} from './kube-http.js';

const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

/** Reviews are posted, answered and never stored. */
export function KubeAccessReviews(fetchCredential: () => Promise<KubeCredential>): AccessReviews {
  const connections = new Map<string, KubeHttp>();
  return {
    async isAllowed(target, {verb, group, resource, namespace}) {
      const key = `${target.endpoint} ${target.caCertificate}`;
      const http = connections.get(key) ?? openKubeHttp(target);
      connections.set(key, http);
      const body = {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SelfSubjectAccessReview',
        spec: {resourceAttributes: {verb, group, resource, ...(namespace === undefined ? {} : {namespace})}},
      };
      const answer = (await http.send(await fetchCredential(), {
        method: 'POST',
        path,
        body,
        contentType: 'application/json',
      })) as {status?: {allowed?: boolean}};
      if (answer.status?.allowed === undefined)
        throw new CloudFailure('unknown', 'the review was not answered', {action: 'selfsubjectaccessreviews'});
      return answer.status.allowed;
    },
  };
}
