import type {Call, Reply} from '../http/call.js';
import {reply} from '../http/call.js';
import {isGranted} from '../iam/is-granted.js';
import {isSameEtag} from '../iam/is-same-etag.js';
import {formatPolicy, readPolicy, writePolicy} from '../iam/write-policy.js';
import {demandOnBucket, refuseStorage, selectBucket} from './buckets.js';

function format(call: Call): Reply {
  const policy = formatPolicy(readPolicy(call.context, `b/${call.params.bucket}`));
  return reply({kind: 'storage#policy', resourceId: `projects/_/buckets/${call.params.bucket}`, version: 1, ...policy});
}

export function readBucketPolicy(call: Call): Reply {
  demandOnBucket(call, 'storage.buckets.getIamPolicy');
  return format(call);
}

/** `buckets.setIamPolicy`; a stale etag is 412 here, unlike elsewhere. */
export function writeBucketPolicy(call: Call): Reply {
  demandOnBucket(call, 'storage.buckets.setIamPolicy');
  const resource = `b/${call.params.bucket}`;
  const current = readPolicy(call.context, resource);
  if (call.body.etag && !isSameEtag(call.body.etag, current.etag))
    throw refuseStorage(412, 'Precondition Failed', 'conditionNotMet');
  writePolicy(call.context, resource, call.body);
  return format(call);
}

/** `buckets.testIamPermissions`. */
export function testBucketPermissions(call: Call): Reply {
  selectBucket(call.context, call.params.bucket ?? '');
  const {state, clock} = call.context;
  const permissions = call.query
    .getAll('permissions')
    .filter((permission) => isGranted(state, call.caller.email, permission, `b/${call.params.bucket}`, clock.now()));
  return reply({kind: 'storage#testIamPermissionsResponse', ...(permissions.length > 0 && {permissions})});
}
