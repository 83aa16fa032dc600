import type {Json} from '../json.js';
import {checkQuota} from './check-quota.js';
import {formatLink} from './links.js';
import {selectNetwork} from './networks.js';
import type {ResourceKind} from './resource-kind.js';

function completeNat(nat: Json): Json {
  return {
    type: 'PUBLIC',
    endpointTypes: ['ENDPOINT_TYPE_VM'],
    autoNetworkTier: 'PREMIUM',
    effectiveTcpTimeWaitTimeoutSec: nat.tcpTimeWaitTimeoutSec ?? 120,
    ...nat,
  };
}

export const routerKind: ResourceKind = {
  collection: 'routers',
  singular: 'router',
  kind: 'compute#router',
  scopes: ['regions'],
  insertMs: [3_000, 8_000],
  insertPermissions: ['compute.networks.updatePolicy'],
  complete({context, project}, body) {
    const network = selectNetwork(context, project, String(body.network ?? ''));
    checkQuota(context, project, undefined, 'ROUTERS', 1);
    return {
      network: formatLink(network),
      encryptedInterconnectRouter: body.encryptedInterconnectRouter ?? false,
      ...(body.bgp && {bgp: body.bgp}),
      ...(body.nats?.length && {nats: body.nats.map(completeNat)}),
    };
  },
  merge(_placement, router, patch) {
    return {
      ...router,
      ...(patch.description !== undefined && {description: patch.description}),
      ...(patch.bgp && {bgp: patch.bgp}),
      ...(patch.nats && {nats: patch.nats.map(completeNat)}),
    };
  },
};
