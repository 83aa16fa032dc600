import {CloudFailure} from '../../model/cloud-failure.js';
import type {KubeRemovals} from '../../model/ports/kube.js';
import {openKubeConnections} from './kube-connections.js';
import type {KubeCredential} from './kube-http.js';

const hasStatus = (error: unknown, status: number) => error instanceof CloudFailure && error.status === status;

/** Deletions and evictions over plain HTTPS. */
export function KubeRestRemovals(fetchCredential: () => Promise<KubeCredential>): KubeRemovals {
  const {send, pathOf} = openKubeConnections(fetchCredential);
  return {
    async remove(target, {apiVersion, kind, namespace, name}) {
      try {
        const path = await pathOf(target, apiVersion, kind, namespace, name);
        await send(target, {method: 'DELETE', path: `${path}?propagationPolicy=Background`});
      } catch (error) {
        if (!hasStatus(error, 404)) throw error;
      }
    },
    async evict(target, {namespace, name}) {
      const path = `${await pathOf(target, 'v1', 'Pod', namespace, name)}/eviction`;
      const body = {apiVersion: 'policy/v1', kind: 'Eviction', metadata: {namespace, name}};
      try {
        await send(target, {method: 'POST', path, body});
        return true;
      } catch (error) {
        if (hasStatus(error, 429)) return false;
        if (hasStatus(error, 404)) return true;
        throw error;
      }
    },
  };
}
