import type {CloudContext, EffectRunner} from '../cloud-context.js';
import type {Call, Reply} from '../http/call.js';
import {reply} from '../http/call.js';
import type {Json} from '../json.js';
import {drawDecimalId, drawHexId} from '../operations/draw-id.js';
import {formatPacificTime} from '../operations/format-time.js';
import {refuseMissing} from './compute-refusals.js';
import {formatLink} from './links.js';
import {formatAggregatedList} from './list-methods.js';

/** `zones/z`, `regions/r` or `global` of a resource's path. */
function scopeOf(path: string): string {
  return /^projects\/[^/]+\/((?:zones|regions)\/[^/]+|global)/.exec(path)?.[1] ?? 'global';
}

export interface OperationTraits {
  readonly operationType: string;
  /** Path of the resource that the operation is about. */
  readonly target: string;
  readonly user: string;
  readonly delayMs: number;
  /** What becomes of the target when the operation is done. */
  readonly outcome: {readonly put?: Json; readonly remove?: readonly string[]};
}

/** Starts an operation of Compute Engine: https://cloud.google.com/compute/docs/reference/rest/v1/globalOperations */
export function startOperation(context: CloudContext, traits: OperationTraits): Json {
  const [, project = ''] = traits.target.split('/');
  const scope = scopeOf(traits.target);
  const nowMs = context.clock.now();
  const name = `operation-${Math.floor(nowMs)}-${drawHexId(context, 13)}-${drawHexId(context, 8)}-${drawHexId(context, 8)}`;
  const path = `projects/${project}/${scope}/operations/${name}`;
  const [scopeKind, scopeName] = scope.split('/');
  const operation = {
    kind: 'compute#operation',
    id: drawDecimalId(context, 19),
    name,
    ...(scopeName && {[scopeKind === 'zones' ? 'zone' : 'region']: formatLink(`projects/${project}/${scope}`)}),
    operationType: traits.operationType,
    targetLink: formatLink(traits.target),
    targetId: context.state.compute[traits.target]?.id ?? traits.outcome.put?.id ?? drawDecimalId(context, 19),
    status: 'RUNNING',
    user: traits.user,
    progress: 0,
    insertTime: formatPacificTime(nowMs),
    startTime: formatPacificTime(nowMs),
    selfLink: formatLink(path),
  };
  context.state.operations[path] = operation;
  context.schedule(traits.delayMs, {type: 'compute.finish', operation: path, target: traits.target, ...traits.outcome});
  return operation;
}

/** Ends an operation: puts the resource in its resting state, or takes it away. */
export const finishOperation: EffectRunner = (context, effect) => {
  const operation = context.state.operations[String(effect.operation)];
  const target = String(effect.target);
  if (effect.put && context.state.compute[target]) Object.assign(context.state.compute[target], effect.put);
  for (const path of (effect.remove as readonly string[] | undefined) ?? []) delete context.state.compute[path];
  if (!operation) return;
  operation.status = 'DONE';
  operation.progress = 100;
  operation.endTime = formatPacificTime(context.clock.now());
};

/** Whether another operation on that resource is still under way. */
export function isBusy(context: CloudContext, path: string): boolean {
  const link = formatLink(path);
  return Object.values(context.state.operations).some(
    (operation) => operation.targetLink === link && operation.status === 'RUNNING',
  );
}

function selectOperation(call: Call): Json {
  const {project, scope, place, operation} = call.params;
  const path = `projects/${project}/${scope ?? (place ? (call.route.path.includes('/zones/') ? `zones/${place}` : `regions/${place}`) : 'global')}/operations/${operation}`;
  const found = call.context.state.operations[path];
  if (!found) throw refuseMissing(path);
  return found;
}

export function readOperation(call: Call): Reply {
  return reply(selectOperation(call));
}

/** `operations.wait`: answers when the operation is done, at the latest after two minutes. */
export async function awaitOperation(call: Call): Promise<Reply> {
  const {clock} = call.context;
  const untilMs = clock.now() + 120_000;
  let operation = selectOperation(call);
  while (operation.status !== 'DONE' && clock.now() < untilMs) {
    await new Promise<void>((resolve) => clock.schedule(500, resolve));
    operation = selectOperation(call);
  }
  return reply(operation);
}

/** `operations.list` of one scope. */
export function listOperations(call: Call): Reply {
  const {project, place} = call.params;
  const scope = place ? `${call.route.path.includes('/zones/') ? 'zones' : 'regions'}/${place}` : 'global';
  const prefix = `projects/${project}/${scope}/operations/`;
  const items = Object.entries(call.context.state.operations)
    .filter(([path]) => path.startsWith(prefix))
    .map(([, operation]) => operation);
  return reply({
    kind: 'compute#operationList',
    id: prefix.slice(0, -1),
    ...(items.length > 0 && {items}),
    selfLink: formatLink(prefix.slice(0, -1)),
  });
}

/** `globalOperations.aggregatedList`: those of every scope that has any. */
export function listOperationsEverywhere(call: Call): Reply {
  const prefix = `projects/${call.params.project}/`;
  const own = Object.entries(call.context.state.operations).filter(
    ([path, operation]) => path.startsWith(prefix) && operation.kind === 'compute#operation',
  );
  const all = own.map(
    ([path, operation]) => [path.slice(prefix.length).replace(/\/operations\/.*$/, ''), operation] as const,
  );
  return formatAggregatedList(call, 'compute#operation', 'operations', all, [...new Set(all.map(([scope]) => scope))]);
}
