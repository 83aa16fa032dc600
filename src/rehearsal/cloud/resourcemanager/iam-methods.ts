import type {Call, Reply} from '../http/call.js';
import {reply} from '../http/call.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import {isGranted} from '../iam/is-granted.js';
import {knownPermissions} from '../iam/predefined-roles.js';
import {formatPolicy, readPolicy, writePolicy} from '../iam/write-policy.js';

function selectResource(call: Call): string {
  const resource = call.route.resource?.(call.params) ?? '';
  const project = /^projects\/([^/]+)$/.exec(resource)?.[1];
  if (!project || call.context.state.projects[project]) return resource;
  const byNumber = Object.values(call.context.state.projects).find((candidate) => candidate.projectNumber === project);
  return byNumber ? `projects/${byNumber.projectId}` : resource;
}

/** `getIamPolicy` of projects, folders, organizations, billing and service accounts. */
export function readIamPolicy(call: Call): Reply {
  return reply(formatPolicy(readPolicy(call.context, selectResource(call))));
}

/** `setIamPolicy`: read, modify, write, guarded by the etag. */
export function writeIamPolicy(call: Call): Reply {
  return reply(formatPolicy(writePolicy(call.context, selectResource(call), call.body.policy)));
}

/** `testIamPermissions`: those of the asked permissions that the caller holds; needs no permission itself. */
export function testIamPermissions(call: Call): Reply {
  const asked: string[] = call.body.permissions ?? [];
  const unserved = asked.find((permission) => permission.includes('*') || !/^[\w-]+(\.[\w-]+){2,}$/.test(permission));
  if (unserved) throw new CloudRefusal(400, `Permission ${unserved} is not valid for this resource.`, {reason: ''});
  const resource = selectResource(call);
  const nowMs = call.context.clock.now();
  const held = asked.filter(
    (permission) =>
      knownPermissions.has(permission) && isGranted(call.context.state, call.caller.email, permission, resource, nowMs),
  );
  return reply(held.length > 0 ? {permissions: held} : {});
}
