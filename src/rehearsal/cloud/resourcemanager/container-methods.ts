import type {Call, Reply} from '../http/call.js';
import {reply} from '../http/call.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import {isGranted} from '../iam/is-granted.js';
import type {Json} from '../json.js';

function formatOrganization(call: Call, id: string, isV3: boolean): Json {
  const {displayName} = call.context.state.organizations[id] ?? {displayName: ''};
  return isV3
    ? {name: `organizations/${id}`, displayName, state: 'ACTIVE'}
    : {name: `organizations/${id}`, displayName, lifecycleState: 'ACTIVE'};
}

/** `organizations.get`. */
export function readOrganization(call: Call): Reply {
  return reply(formatOrganization(call, call.params.organization ?? '', call.route.id.includes('.v3.')));
}

/** `organizations.search`: those the caller may get. */
export function searchOrganizations(call: Call): Reply {
  const {state, clock} = call.context;
  const organizations = Object.keys(state.organizations)
    .filter((id) =>
      isGranted(state, call.caller.email, 'resourcemanager.organizations.get', `organizations/${id}`, clock.now()),
    )
    .map((id) => formatOrganization(call, id, call.route.id.includes('.v3.')));
  return reply(organizations.length > 0 ? {organizations} : {});
}

/** `folders.get`. */
export function readFolder(call: Call): Reply {
  const id = call.params.folder ?? '';
  const folder = call.context.state.folders[id];
  if (!folder) throw new CloudRefusal(403, 'The caller does not have permission', {reason: ''});
  return reply({name: `folders/${id}`, parent: folder.parent, displayName: folder.displayName, state: 'ACTIVE'});
}
