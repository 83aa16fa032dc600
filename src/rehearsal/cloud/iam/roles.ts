import type {Call, Reply} from '../http/call.js';
import {reply} from '../http/call.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import type {Json} from '../json.js';
import {drawEtag} from '../operations/draw-id.js';
import {isSameEtag} from './is-same-etag.js';
import {findPredefinedRole, knownPermissions, predefinedRoleNames} from './predefined-roles.js';

function formatPredefined(name: string, isFull: boolean): Json {
  const role = findPredefinedRole(name);
  if (!role) throw new CloudRefusal(404, `The role named ${name} was not found.`);
  return {
    name,
    title: role.title,
    stage: role.stage,
    etag: 'AA==',
    ...(isFull && {includedPermissions: [...role.permissions]}),
  };
}

/** `roles.get` of a predefined role. */
export function readPredefinedRole(call: Call): Reply {
  return reply(formatPredefined(`roles/${call.params.role}`, true));
}

/** `roles.list`; `view=FULL` shows permissions. */
export function listPredefinedRoles(call: Call): Reply {
  const size = Math.min(1000, Number(call.query.get('pageSize') || 300));
  const start = Number(call.query.get('pageToken') || 0);
  const roles = predefinedRoleNames
    .slice(start, start + size)
    .map((name) => formatPredefined(name, call.query.get('view') === 'FULL'));
  return reply({roles, ...(start + size < predefinedRoleNames.length && {nextPageToken: String(start + size)})});
}

function nameOf(call: Call): string {
  return `projects/${call.params.project}/roles/${call.params.role}`;
}

function selectCustomRole(call: Call): Json {
  const role = call.context.state.customRoles[nameOf(call)];
  if (role) return role;
  throw new CloudRefusal(404, `The role named ${nameOf(call)} was not found.`);
}

function checkPermissions(permissions: readonly string[]): void {
  const unknown = permissions.find((permission) => !knownPermissions.has(permission));
  if (unknown) throw new CloudRefusal(400, `Permission ${unknown} is not valid.`);
}

export function createCustomRole(call: Call): Reply {
  const {context, body} = call;
  const roleId = String(body.roleId ?? '');
  if (!/^[\w.]{3,64}$/.test(roleId))
    throw new CloudRefusal(400, "The role_id must match the pattern '[a-zA-Z0-9_.]{3,64}'.");
  const name = `projects/${call.params.project}/roles/${roleId}`;
  if (context.state.customRoles[name])
    throw new CloudRefusal(409, `A role named ${roleId} in projects/${call.params.project} already exists.`);
  checkPermissions(body.role?.includedPermissions ?? []);
  const role = {name, ...body.role, stage: body.role?.stage ?? 'ALPHA', etag: drawEtag(context)};
  context.state.customRoles[name] = role;
  return reply(role);
}

export function readCustomRole(call: Call): Reply {
  return reply(selectCustomRole(call));
}

export function listCustomRoles(call: Call): Reply {
  const own = Object.values(call.context.state.customRoles).filter(
    (role) =>
      role.name.startsWith(`projects/${call.params.project}/`) &&
      (!role.deleted || call.query.get('showDeleted') === 'true'),
  );
  const isFull = call.query.get('view') === 'FULL';
  const roles = own.map(({includedPermissions, ...rest}) => ({...rest, ...(isFull && {includedPermissions})}));
  return reply(roles.length > 0 ? {roles} : {});
}

export function patchCustomRole(call: Call): Reply {
  const role = selectCustomRole(call);
  if (call.body.etag && !isSameEtag(call.body.etag, role.etag))
    throw new CloudRefusal(409, 'There were concurrent changes to the role.', {status: 'ABORTED', reason: 'aborted'});
  const mask = (call.query.get('updateMask') ?? Object.keys(call.body).join(','))
    .split(',')
    .filter((field) => field && field !== 'etag' && field !== 'name');
  checkPermissions(call.body.includedPermissions ?? []);
  for (const field of mask) role[field] = call.body[field];
  role.etag = drawEtag(call.context);
  return reply(role);
}

export function deleteCustomRole(call: Call): Reply {
  const role = selectCustomRole(call);
  role.deleted = true;
  return reply(role);
}

export function restoreCustomRole(call: Call): Reply {
  const role = selectCustomRole(call);
  delete role.deleted;
  return reply(role);
}

/** `permissions.queryTestablePermissions`: those that a custom role on the resource may hold. */
export function listTestablePermissions(call: Call): Reply {
  const all = [...knownPermissions];
  const size = Math.min(1000, Number(call.body.pageSize || 100));
  const start = Number(call.body.pageToken || 0);
  const permissions = all.slice(start, start + size).map((name) => ({name, stage: 'GA'}));
  return reply({permissions, ...(start + size < all.length && {nextPageToken: String(start + size)})});
}
