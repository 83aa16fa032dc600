import type {CloudContext} from '../cloud-context.js';
import type {Call, Reply} from '../http/call.js';
import {reply} from '../http/call.js';
import type {Json} from '../json.js';
import {drawBetween} from '../operations/draw-between.js';
import {drawDecimalId, drawEtag} from '../operations/draw-id.js';
import {formatPacificTime} from '../operations/format-time.js';
import {isBusy, startOperation} from './compute-operation.js';
import {refuseExisting, refuseMissing, refuseUnready, refuseValue} from './compute-refusals.js';
import {formatLink} from './links.js';
import type {Placement, ResourceKind} from './resource-kind.js';

const validName = /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Refuses zones and regions that the catalogue does not know. */
export function checkPlace(context: CloudContext, scope: string): void {
  const [kind, place = ''] = scope.split('/');
  const isKnown =
    kind === 'global' || (kind === 'zones' ? context.catalogue.zones : context.catalogue.regions).includes(place);
  if (isKnown) return;
  throw refuseValue(kind === 'zones' ? 'zone' : 'region', place, `Unknown ${kind === 'zones' ? 'zone' : 'region'}.`);
}

export function placementOf(call: Call, kind: ResourceKind, name: string): Placement {
  const project = call.params.project ?? '';
  const place = call.params.zone ?? call.params.region ?? '';
  const scope = call.params.zone ? `zones/${place}` : call.params.region ? `regions/${place}` : 'global';
  checkPlace(call.context, scope);
  return {
    context: call.context,
    project,
    scope,
    place,
    path: `projects/${project}/${scope}/${kind.collection}/${name}`,
  };
}

/** The resource of a path, or the 404 that Compute Engine gives. */
export function selectResource(placement: Placement): Json {
  const resource = placement.context.state.compute[placement.path];
  if (!resource) throw refuseMissing(placement.path);
  return resource;
}

/** Adds what every resource has to what its kind completed. */
export function createResource(placement: Placement, kind: ResourceKind, body: Json): Json {
  const {context, path, scope, project} = placement;
  const [scopeKind] = scope.split('/');
  return {
    kind: kind.kind,
    id: drawDecimalId(context, 19),
    creationTimestamp: formatPacificTime(context.clock.now()),
    ...kind.complete(placement, body),
    ...(kind.hasLabels && {labelFingerprint: drawEtag(context), ...(body.labels && {labels: body.labels})}),
    name: body.name,
    ...(body.description && {description: body.description}),
    ...(scopeKind !== 'global' && {
      [scopeKind === 'zones' ? 'zone' : 'region']: formatLink(`projects/${project}/${scope}`),
    }),
    selfLink: formatLink(path),
  };
}

export function insertResource(kind: ResourceKind): (call: Call) => Reply {
  return (call) => {
    const {context, body, caller} = call;
    const name = String(body.name ?? '');
    const placement = placementOf(call, kind, name);
    if (!validName.test(name)) {
      throw refuseValue('resource.name', name, "Must be a match of regex '(?:[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?)'");
    }
    if (context.state.compute[placement.path]) throw refuseExisting(placement.path);
    const resource = createResource(placement, kind, body);
    context.state.compute[placement.path] = resource;
    Object.assign(context.state.compute, kind.spread?.(placement, resource));
    const [from, to] = kind.insertMs;
    return reply(
      startOperation(context, {
        operationType: 'insert',
        target: placement.path,
        user: caller.email,
        delayMs: drawBetween(context, from, to),
        outcome: {...(kind.settled && {put: kind.settled})},
      }),
    );
  };
}

export function readResource(kind: ResourceKind): (call: Call) => Reply {
  return (call) => {
    const placement = placementOf(call, kind, call.params.name ?? '');
    const resource = selectResource(placement);
    return reply(kind.format?.(call.context, placement.path, resource) ?? resource);
  };
}

export function deleteResource(kind: ResourceKind): (call: Call) => Reply {
  return (call) => {
    const {context, caller} = call;
    const placement = placementOf(call, kind, call.params.name ?? '');
    const resource = selectResource(placement);
    if (isBusy(context, placement.path)) throw refuseUnready(placement.path);
    const along = kind.checkDelete?.(placement, resource) ?? [];
    return reply(
      startOperation(context, {
        operationType: 'delete',
        target: placement.path,
        user: caller.email,
        delayMs: drawBetween(context, ...kind.insertMs),
        outcome: {remove: [placement.path, ...along]},
      }),
    );
  };
}

export function patchResource(kind: ResourceKind): (call: Call) => Reply {
  return (call) => {
    const {context, caller, body} = call;
    const placement = placementOf(call, kind, call.params.name ?? '');
    const resource = selectResource(placement);
    if (isBusy(context, placement.path)) throw refuseUnready(placement.path);
    const merged = kind.merge?.(placement, resource, body) ?? resource;
    context.state.compute[placement.path] = merged;
    return reply(
      startOperation(context, {
        operationType: kind.patchType?.(body) ?? 'patch',
        target: placement.path,
        user: caller.email,
        delayMs: drawBetween(context, 1_000, 4_000),
        outcome: {},
      }),
    );
  };
}

/** `setLabels`, guarded by the fingerprint. */
export function writeLabels(kind: ResourceKind): (call: Call) => Reply {
  return (call) => {
    const {context, caller, body} = call;
    const placement = placementOf(call, kind, call.params.name ?? '');
    const resource = selectResource(placement);
    if (body.labelFingerprint !== resource.labelFingerprint) {
      throw refuseValue(
        'labelFingerprint',
        body.labelFingerprint,
        'Labels fingerprint either invalid or resource labels have changed',
      );
    }
    resource.labels = body.labels ?? {};
    resource.labelFingerprint = drawEtag(context);
    return reply(
      startOperation(context, {
        operationType: 'setLabels',
        target: placement.path,
        user: caller.email,
        delayMs: drawBetween(context, 500, 2_000),
        outcome: {},
      }),
    );
  };
}
