import type {CloudSide} from '../../seams/cloud-side.js';
import type {CloudContext} from '../cloud-context.js';
import {findClusterById} from '../container/cluster-state.js';
import {changeTxtRecord} from '../dns/change-txt-record.js';
import {lookUpName} from '../dns/look-up-name.js';
import {askNameServer} from '../dns/name-servers.js';
import {identifyToken} from '../http/identify-caller.js';
import {hasImage} from '../registry/has-image.js';
import {admitsOperator} from './admits-operator.js';
import {acquireAddress, releaseAddress} from './balancer-addresses.js';
import {createClusterDisk, deleteClusterDisk, findClusterDisk, setClusterAttachments} from './cluster-disks.js';
import {hasEgress} from './has-egress.js';
import {isReachable} from './is-reachable.js';
import {listScalablePools, resizeScalablePool} from './scalable-pools.js';

/** Google Cloud as the machinery of a cluster uses it. */
export function createCloudSide(context: CloudContext): CloudSide {
  const {state, clock} = context;
  return {
    identify(token) {
      const identity = identifyToken(state, token, clock.now());
      if (!identity || !state.tokens[token]?.withoutEmail) return identity;
      return {...identity, email: state.serviceAccounts[identity.email]?.uniqueId ?? identity.email};
    },
    isGranted(uid, email, permission) {
      const cluster = findClusterById(context, uid);
      return cluster !== undefined && context.access.decide(email, permission, `projects/${cluster.projectId}`);
    },
    acquireAddress: (uid, service) => acquireAddress(context, uid, service),
    releaseAddress: (uid, service) => releaseAddress(context, uid, service),
    isReachable: (uid, from, protocol, port) => isReachable(context, uid, from, protocol, port),
    admitsOperator: (uid) => admitsOperator(context, uid),
    hasEgress: (uid) => hasEgress(context, uid),
    hasImage: (image) => hasImage(context, image),
    findDisk: (uid, zone, name) => findClusterDisk(context, uid, zone, name),
    createDisk: (uid, disk) => createClusterDisk(context, uid, disk),
    deleteDisk: (uid, zone, name) => deleteClusterDisk(context, uid, zone, name),
    setAttachments: (uid, attachments) => setClusterAttachments(context, uid, attachments),
    listPools: (uid) => listScalablePools(context, uid),
    resizePool: (uid, pool, size, removing) => resizeScalablePool(context, uid, pool, size, removing),
    changeTxtRecord: (email, project, change) => changeTxtRecord(context, email, project, change),
    lookup: (name, type) => lookUpName(context, name, type),
    askNameServer: (address, name, type) => askNameServer(context, address, name, type),
  };
}
