import type {Handler, Route, Verb} from '../http/call.js';
import {setMaintenancePolicy, setResourceLabels} from './change-cluster.js';
import {deletePool, setPoolAutoscaling, setPoolManagement, setPoolSize, updatePool} from './change-pool.js';
import {cancelContainerOperation, listContainerOperations, readContainerOperation} from './container-operation.js';
import {createCluster} from './create-cluster.js';
import {createPool} from './create-pool.js';
import {deleteCluster} from './delete-cluster.js';
import {listClusters, listLocations, listPools, readCluster, readPool, readServerConfig} from './read-methods.js';
import {updateCluster, updateClusterField} from './update-cluster.js';
import {rollBackPool} from './upgrade-nodes.js';

const service = 'container.googleapis.com';
const place = '/projects/{project}/<locations|zones>/{location}';
const clusters = `${place}/clusters`;
const cluster = `${clusters}/{cluster}`;
const pools = `${cluster}/nodePools`;
const pool = `${pools}/{pool}`;
const operations = `${place}/operations`;

interface Method {
  readonly id: string;
  readonly verb: Verb;
  readonly path: string;
  readonly permission: string;
  readonly handler: Handler;
  readonly accepts?: Route['accepts'];
}

function method(
  id: string,
  verb: Verb,
  path: string,
  permission: string,
  handler: Handler,
  accepts?: Route['accepts'],
): Method {
  return {id, verb, path, permission, handler, ...(accepts && {accepts})};
}

const isOperation: Route['accepts'] = (params) => (params.operation ?? '').startsWith('operation-');

const methods: readonly Method[] = [
  method('getServerConfig', 'GET', `${place}/<serverConfig|serverconfig>`, 'container.clusters.list', readServerConfig),
  method('list', 'GET', '/projects/{project}/locations', 'container.clusters.list', listLocations),
  method('clusters.list', 'GET', clusters, 'container.clusters.list', listClusters),
  method('clusters.create', 'POST', clusters, 'container.clusters.create', createCluster),
  method('clusters.get', 'GET', cluster, 'container.clusters.get', readCluster),
  method('clusters.update', 'PUT', cluster, 'container.clusters.update', updateCluster),
  method('clusters.delete', 'DELETE', cluster, 'container.clusters.delete', deleteCluster),
  ...['setAddons', 'setLocations', 'setLogging', 'setMonitoring'].map((name) =>
    method(`clusters.${name}`, 'POST', `${cluster}:${name}`, 'container.clusters.update', updateClusterField),
  ),
  method('clusters.updateMaster', 'POST', `${cluster}:updateMaster`, 'container.clusters.update', updateClusterField),
  method(
    'clusters.setResourceLabels',
    'POST',
    `${cluster}:setResourceLabels`,
    'container.clusters.update',
    setResourceLabels,
  ),
  method(
    'clusters.setMaintenancePolicy',
    'POST',
    `${cluster}:setMaintenancePolicy`,
    'container.clusters.update',
    setMaintenancePolicy,
  ),
  method('clusters.nodePools.list', 'GET', pools, 'container.clusters.get', listPools),
  method('clusters.nodePools.create', 'POST', pools, 'container.clusters.update', createPool),
  method('clusters.nodePools.get', 'GET', pool, 'container.clusters.get', readPool),
  method('clusters.nodePools.update', 'PUT', pool, 'container.clusters.update', updatePool),
  method('clusters.nodePools.delete', 'DELETE', pool, 'container.clusters.update', deletePool),
  method('clusters.nodePools.setSize', 'POST', `${pool}:setSize`, 'container.clusters.update', setPoolSize),
  method(
    'clusters.nodePools.setAutoscaling',
    'POST',
    `${pool}:setAutoscaling`,
    'container.clusters.update',
    setPoolAutoscaling,
  ),
  method(
    'clusters.nodePools.setManagement',
    'POST',
    `${pool}:setManagement`,
    'container.clusters.update',
    setPoolManagement,
  ),
  method('clusters.nodePools.rollback', 'POST', `${pool}:rollback`, 'container.clusters.update', rollBackPool),
  method('operations.list', 'GET', operations, 'container.operations.list', listContainerOperations),
  method(
    'operations.get',
    'GET',
    `${operations}/{operation}`,
    'container.operations.get',
    readContainerOperation,
    isOperation,
  ),
  method(
    'operations.cancel',
    'POST',
    `${operations}/{operation}:cancel`,
    'container.clusters.update',
    cancelContainerOperation,
    isOperation,
  ),
];

/** https://cloud.google.com/kubernetes-engine/docs/reference/rest */
export const containerRoutes: readonly Route[] = methods.map(({id, verb, path, permission, handler, accepts}) => ({
  service,
  id: `container.projects.locations.${id}`,
  verb,
  path: `/{version}${path}`,
  permissions: [permission],
  handler,
  accepts: (params) => /^v1(beta1)?$/.test(params.version ?? '') && (accepts?.(params) ?? true),
}));
