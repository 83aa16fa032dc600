import {kubeResources} from '../../controllers/core/kube-resource.js';
import type {ClusterView} from '../cluster-view.js';
import type {WorldRequest, WorldResponse} from '../pod-network.js';

/** cert-manager's solver: the key of the challenge whose token is asked for. */
export function answerAcmeSolver({informers}: ClusterView, {path, host}: WorldRequest): WorldResponse {
  const token = /^\/\.well-known\/acme-challenge\/([^/?]+)/.exec(path)?.[1];
  const challenge = informers
    .of(kubeResources.challenges)
    .list()
    .find(({spec}) => spec.token === token && spec.dnsName === host);
  const headers = {'content-type': 'text/plain'};
  return challenge ? {status: 200, headers, body: challenge.spec.key} : {status: 404, headers, body: ''};
}
