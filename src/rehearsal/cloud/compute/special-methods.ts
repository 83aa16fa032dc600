import type {Call, Reply} from '../http/call.js';
import {reply} from '../http/call.js';
import type {Json} from '../json.js';
import {drawBetween} from '../operations/draw-between.js';
import {isBusy, startOperation} from './compute-operation.js';
import {refuseUnready} from './compute-refusals.js';
import {diskKind, resizeDisk} from './disks.js';
import type {Placement, ResourceKind} from './resource-kind.js';
import {placementOf, selectResource} from './resource-methods.js';
import {subnetworkKind} from './subnetworks.js';

/** A method that changes one resource and answers an operation of its own type. */
function createChange(
  kind: ResourceKind,
  operationType: string,
  change: (placement: Placement, resource: Json, body: Json) => Json,
): (call: Call) => Reply {
  return (call) => {
    const {context, body, caller} = call;
    const placement = placementOf(call, kind, call.params.name ?? '');
    const resource = selectResource(placement);
    if (isBusy(context, placement.path)) throw refuseUnready(placement.path);
    context.state.compute[placement.path] = change(placement, resource, body);
    return reply(
      startOperation(context, {
        operationType,
        target: placement.path,
        user: caller.email,
        delayMs: drawBetween(context, 1_000, 4_000),
        outcome: {},
      }),
    );
  };
}

export const resizeDiskMethod = createChange(diskKind, 'resize', (placement, disk, body) =>
  resizeDisk(placement, disk, body.sizeGb),
);

export const setPrivateAccess = createChange(
  subnetworkKind,
  'setPrivateIpGoogleAccess',
  (_placement, subnetwork, body) => ({
    ...subnetwork,
    privateIpGoogleAccess: body.privateIpGoogleAccess ?? false,
  }),
);
