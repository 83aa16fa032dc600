import type {CloudContext} from '../cloud-context.js';
import type {Effect} from '../cloud-state.js';
import type {Call, Reply} from '../http/call.js';
import {reply} from '../http/call.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import type {Json} from '../json.js';
import {drawBetween} from '../operations/draw-between.js';
import {drawHexId} from '../operations/draw-id.js';
import {formatTime} from '../operations/format-time.js';
import {type ClusterState, clusterPath, isZone} from './cluster-state.js';

const root = 'https://container.googleapis.com';
const queueMs = 4_000;

export interface ContainerOperation {
  readonly name: string;
  readonly projectId: string;
  readonly location: string;
  readonly cluster: string;
  readonly pool?: string;
  readonly operationType: string;
  status: 'PENDING' | 'RUNNING' | 'DONE' | 'ABORTING';
  readonly startMs: number;
  dueMs: number;
  endMs?: number;
  timer?: string;
  statusMessage?: string;
  error?: Json;
  conditions?: Json[];
}

function operationPath(project: string, location: string, name: string): string {
  return `projects/${project}/locations/${location}/container/${name}`;
}

/** Operations of one cluster that are not done. */
function listRunning(context: CloudContext, cluster: ClusterState): ContainerOperation[] {
  return (Object.values(context.state.operations) as ContainerOperation[]).filter(
    (operation) =>
      operation.cluster === cluster.name &&
      operation.location === cluster.location &&
      operation.projectId === cluster.projectId &&
      operation.status !== 'DONE',
  );
}

/** GKE runs one operation at a time on a cluster; the refusals are those that its users report. */
export function checkIdle(context: CloudContext, cluster: ClusterState): void {
  const [running] = listRunning(context, cluster);
  if (!running) return;
  const precondition = {status: 'FAILED_PRECONDITION', reason: 'failedPrecondition'};
  if (cluster.status === 'PROVISIONING' || cluster.status === 'STOPPING') {
    throw new CloudRefusal(
      400,
      `Cluster "${cluster.name}" is currently being created, deleted, updated or repaired and cannot be updated.`,
      precondition,
    );
  }
  if (running.operationType === 'UPGRADE_MASTER') {
    throw new CloudRefusal(
      400,
      `Operation ${running.name} is currently upgrading cluster ${cluster.name}. Please wait and try again once it is done.`,
      precondition,
    );
  }
  throw new CloudRefusal(400, `Cluster is running incompatible operation ${running.name}.`, precondition);
}

/** Starts an operation that runs `effect` when it ends. */
export function startContainerOperation(
  context: CloudContext,
  cluster: ClusterState,
  traits: {
    readonly operationType: string;
    readonly pool?: string;
    readonly delayMs: number;
    readonly effect: Effect;
    readonly status?: 'PENDING';
  },
): ContainerOperation {
  const nowMs = context.clock.now();
  const name = `operation-${Math.floor(nowMs)}-${drawHexId(context, 8)}-${drawHexId(context, 4)}-${drawHexId(context, 4)}-${drawHexId(context, 12)}`;
  const path = operationPath(cluster.projectId, cluster.location, name);
  const operation: ContainerOperation = {
    name,
    projectId: cluster.projectId,
    location: cluster.location,
    cluster: cluster.name,
    ...(traits.pool && {pool: traits.pool}),
    operationType: traits.operationType,
    status: traits.status ?? 'RUNNING',
    startMs: nowMs,
    dueMs: nowMs + traits.delayMs,
  };
  context.state.operations[path] = operation;
  operation.timer = context.schedule(traits.delayMs, {
    cluster: clusterPath(cluster.projectId, cluster.location, cluster.name),
    pool: traits.pool,
    ...traits.effect,
    operation: path,
  });
  return operation;
}

/** Marks an operation as done, with an error where one is given. */
export function finishContainerOperation(
  context: CloudContext,
  path: string,
  failure?: {readonly code: number; readonly message: string; readonly condition?: string},
): void {
  const operation = context.state.operations[path] as ContainerOperation | undefined;
  if (!operation) return;
  operation.status = 'DONE';
  operation.endMs = context.clock.now();
  if (!failure) return;
  operation.statusMessage = failure.message;
  operation.error = {code: failure.code, message: failure.message};
  if (failure.condition) operation.conditions = [{code: failure.condition, message: failure.message}];
}

function formatProgress(operation: ContainerOperation, nowMs: number): Json | undefined {
  if (operation.operationType !== 'CREATE_CLUSTER') return undefined;
  const share =
    operation.status === 'DONE'
      ? 1
      : Math.min(1, (nowMs - operation.startMs) / Math.max(1, operation.dueMs - operation.startMs));
  const metric = (name: string, total: number, from: number, to: number) => [
    {name, intValue: String(Math.round(total * Math.min(1, Math.max(0, (share - from) / (to - from)))))},
    {name: `${name}_TOTAL`, intValue: String(total)},
  ];
  return {
    metrics: [
      ...metric('CLUSTER_CONFIGURING', 8, 0, 0.3),
      ...metric('CLUSTER_DEPLOYING', 12, 0.3, 0.9),
      ...metric('CLUSTER_HEALTHCHECKING', 2, 0.9, 1),
    ],
  };
}

/** An operation of Google's own stands in the queue for a moment before it runs. */
function statusAt(operation: ContainerOperation, nowMs: number): ContainerOperation['status'] {
  return operation.status === 'PENDING' && nowMs >= operation.startMs + queueMs ? 'RUNNING' : operation.status;
}

/** https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.operations */
function formatContainerOperation(context: CloudContext, operation: ContainerOperation, version: string): Json {
  const number = context.state.projects[operation.projectId]?.projectNumber ?? operation.projectId;
  const place = `${root}/${version}/projects/${number}/${isZone(operation.location) ? 'zones' : 'locations'}/${operation.location}`;
  const progress = formatProgress(operation, context.clock.now());
  return {
    name: operation.name,
    zone: operation.location,
    operationType: operation.operationType,
    status: statusAt(operation, context.clock.now()),
    ...(operation.statusMessage && {statusMessage: operation.statusMessage}),
    selfLink: `${place}/operations/${operation.name}`,
    targetLink: `${place}/clusters/${operation.cluster}${operation.pool ? `/nodePools/${operation.pool}` : ''}`,
    startTime: formatTime(operation.startMs),
    ...(operation.endMs && {endTime: formatTime(operation.endMs)}),
    ...(progress && {progress}),
    ...(operation.conditions && {clusterConditions: operation.conditions, nodepoolConditions: operation.conditions}),
    ...(operation.error && {error: operation.error}),
  };
}

export function versionOf(call: Call): string {
  return call.params.version ?? 'v1';
}

/** Answers an operation that was just started. */
export function replyOperation(call: Call, operation: ContainerOperation): Reply {
  const {progress: _progress, ...shown} = formatContainerOperation(call.context, operation, versionOf(call));
  return reply(shown);
}

function selectContainerOperation(call: Call): ContainerOperation {
  const {project = '', location = '', operation = ''} = call.params;
  const found = call.context.state.operations[operationPath(project, location, operation)] as
    | ContainerOperation
    | undefined;
  if (found) return found;
  throw new CloudRefusal(
    404,
    `Not found: projects/${project}/${isZone(location) ? 'zones' : 'locations'}/${location}/operations/${operation}.`,
  );
}

export function readContainerOperation(call: Call): Reply {
  return reply(formatContainerOperation(call.context, selectContainerOperation(call), versionOf(call)));
}

/** `operations.list` of one location, or of all with `-`. */
export function listContainerOperations(call: Call): Reply {
  const {project, location} = call.params;
  const operations = (Object.values(call.context.state.operations) as ContainerOperation[])
    .filter(
      (operation) =>
        operation.cluster && operation.projectId === project && (location === '-' || operation.location === location),
    )
    .sort((a, b) => a.startMs - b.startMs)
    .map((operation) => formatContainerOperation(call.context, operation, versionOf(call)));
  return reply(operations.length > 0 ? {operations} : {});
}

/** `operations.cancel`: only upgrades of nodes can be cancelled, as GKE's documentation says. */
export function cancelContainerOperation(call: Call): Reply {
  const operation = selectContainerOperation(call);
  if (operation.status === 'DONE')
    throw new CloudRefusal(400, 'Operation is already done.', {
      status: 'FAILED_PRECONDITION',
      reason: 'failedPrecondition',
    });
  if (operation.operationType !== 'UPGRADE_NODES') {
    throw new CloudRefusal(400, `Operation type ${operation.operationType} cannot be cancelled`, {
      status: 'FAILED_PRECONDITION',
      reason: 'failedPrecondition',
    });
  }
  const {context} = call;
  const effect = operation.timer && context.state.timers[operation.timer]?.effect;
  operation.status = 'ABORTING';
  if (operation.timer && effect) {
    context.cancel(operation.timer);
    operation.timer = context.schedule(drawBetween(context, 10_000, 40_000), effect);
  }
  return reply({});
}
