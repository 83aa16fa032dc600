import type {WorldResponse} from '../../pod-network.js';

/** A JSON document as Keycloak sends it. */
export function answerJson(status: number, body: unknown): WorldResponse {
  return {status, headers: {'content-type': 'application/json'}, body: JSON.stringify(body)};
}
