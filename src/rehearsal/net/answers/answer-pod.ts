import {rolesOf} from '../../controllers/behaviours/pod-roles.js';
import type {KubeObject} from '../../controllers/core/kube-object.js';
import type {ClusterView} from '../cluster-view.js';
import type {WorldRequest, WorldResponse} from '../pod-network.js';
import {answerAcmeSolver} from './answer-acme-solver.js';
import {answerApiServer} from './answer-api-server.js';
import {answerDashboard} from './answer-dashboard.js';
import {answerGrafana} from './answer-grafana.js';
import {answerKeycloak} from './answer-keycloak.js';
import {answerOauth2Proxy} from './answer-oauth2-proxy.js';

type Answer = (view: ClusterView, request: WorldRequest, pod: KubeObject) => WorldResponse;

const answers: Readonly<Record<string, Answer>> = {
  keycloak: answerKeycloak,
  'oauth2-proxy': answerOauth2Proxy,
  dashboard: answerDashboard,
  'api-server': answerApiServer,
  grafana: answerGrafana,
  'acme-solver': answerAcmeSolver,
};

/** What a ready pod says to an HTTP request; 501 where the rehearsal does not know its image. */
export function answerPod(view: ClusterView, pod: KubeObject, request: WorldRequest): WorldResponse {
  const answer = rolesOf(view.behaviours, pod)
    .map((role) => answers[role])
    .find(Boolean);
  if (answer) return answer(view, request, pod);
  const images = pod.spec.containers.map(({image}: {image: string}) => image).join(', ');
  return {
    status: 501,
    headers: {'content-type': 'text/plain'},
    body: `The rehearsal does not know what ${images} answers.\n`,
  };
}
