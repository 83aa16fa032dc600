import type {CloudContext} from '../cloud-context.js';
import type {Call, Reply} from '../http/call.js';
import {reply} from '../http/call.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import {seedGrant} from '../iam/write-policy.js';
import type {Json} from '../json.js';
import {drawDecimalId} from '../operations/draw-id.js';
import {checkBucketLocation} from '../orgpolicy/refuse-by-policy.js';
import {findProject} from '../resourcemanager/find-project.js';
import {formatFullBucket} from './format-bucket.js';

/** Cloud Storage's refusals carry no canonical status. */
export function refuseStorage(status: number, message: string, reason: string): CloudRefusal {
  return new CloudRefusal(status, message, {status: '', reason});
}

/** Multi-regions and dual-regions beside the catalogue's regions. https://cloud.google.com/storage/docs/locations */
const wideLocations = ['US', 'EU', 'ASIA', 'NAM4', 'EUR4', 'EUR5', 'EUR7', 'EUR8', 'ASIA1'];

/** https://cloud.google.com/storage/docs/buckets#naming */
function checkName(name: string): void {
  const isValid =
    /^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$/.test(name) &&
    !/^\d+\.\d+\.\d+\.\d+$/.test(name) &&
    !name.startsWith('goog') &&
    !name.includes('google');
  if (!isValid || name.split('.').some((part) => part.length > 63 || part === ''))
    throw refuseStorage(400, `Invalid bucket name: '${name}'`, 'invalid');
}

/** The bucket of that name, or the 404 of Cloud Storage. */
export function selectBucket(context: CloudContext, name: string): Json {
  const bucket = context.state.buckets[name];
  if (bucket) return bucket;
  throw refuseStorage(404, 'The specified bucket does not exist.', 'notFound');
}

/** Asks for a permission on a bucket that exists; those of others are refused with 403. */
export function demandOnBucket(call: Call, permission: string): Json {
  const {context, caller} = call;
  const bucket = selectBucket(context, call.params.bucket ?? '');
  if (context.access.decide(caller.email, permission, `b/${call.params.bucket}`)) return bucket.resource;
  throw refuseStorage(
    403,
    `${caller.email} does not have ${permission} access to the Google Cloud Storage bucket. Permission '${permission}' denied on resource (or it may not exist).`,
    'forbidden',
  );
}

function demandOnProject(call: Call, permission: string): {projectId: string; projectNumber: string} {
  const {context, caller} = call;
  const project = findProject(context.state, call.query.get('project') ?? '');
  if (!call.query.get('project')) throw refuseStorage(400, 'Required parameter: project', 'required');
  if (project && context.access.decide(caller.email, permission, `projects/${project.projectId}`)) return project;
  throw refuseStorage(
    403,
    `${caller.email} does not have ${permission} access to the Google Cloud project. Permission '${permission}' denied on resource (or it may not exist).`,
    'forbidden',
  );
}

function now(context: CloudContext): string {
  return new Date(context.clock.now()).toISOString();
}

/** What holders of basic roles may do in a new bucket: https://cloud.google.com/storage/docs/access-control/iam-roles#basic-roles-modifiable */
const initialGrants = [
  ['legacyBucketOwner', 'projectEditor'],
  ['legacyBucketOwner', 'projectOwner'],
  ['legacyBucketReader', 'projectViewer'],
  ['legacyObjectOwner', 'projectEditor'],
  ['legacyObjectOwner', 'projectOwner'],
  ['legacyObjectReader', 'projectViewer'],
] as const;

/** `buckets.insert`: names are global. */
export function insertBucket(call: Call): Reply {
  const {context, body} = call;
  const project = demandOnProject(call, 'storage.buckets.create');
  const name = String(body.name ?? '');
  checkName(name);
  const known = context.state.buckets[name];
  if (known) {
    const isOwn = known.projectId === project.projectId;
    throw refuseStorage(
      409,
      isOwn
        ? 'Your previous request to create the named bucket succeeded and you already own it.'
        : 'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
      'conflict',
    );
  }
  const location = String(body.location ?? 'US').toUpperCase();
  const isRegion = context.catalogue.regions.includes(location.toLowerCase());
  if (!isRegion && !wideLocations.includes(location))
    throw refuseStorage(400, 'The specified location constraint is not valid.', 'invalid');
  checkBucketLocation(context, project.projectId, location);
  const {name: _name, ...wanted} = body;
  const uniform = {enabled: false, ...body.iamConfiguration?.uniformBucketLevelAccess};
  const resource = {
    kind: 'storage#bucket',
    selfLink: `https://www.googleapis.com/storage/v1/b/${name}`,
    id: name,
    name,
    projectNumber: project.projectNumber,
    generation: drawDecimalId(context, 19),
    metageneration: '1',
    location,
    storageClass: body.storageClass ?? 'STANDARD',
    etag: 'CAE=',
    timeCreated: now(context),
    updated: now(context),
    softDeletePolicy: {retentionDurationSeconds: '604800', effectiveTime: now(context)},
    ...wanted,
    ...(body.softDeletePolicy && {softDeletePolicy: {effectiveTime: now(context), ...body.softDeletePolicy}}),
    iamConfiguration: {
      publicAccessPrevention: 'inherited',
      ...body.iamConfiguration,
      bucketPolicyOnly: uniform,
      uniformBucketLevelAccess: uniform,
    },
    locationType: isRegion ? 'region' : location.length > 4 || /\d/.test(location) ? 'dual-region' : 'multi-region',
  };
  resource.location = location;
  if (!isRegion) Object.assign(resource, {rpo: body.rpo ?? 'DEFAULT'});
  context.state.buckets[name] = {projectId: project.projectId, resource};
  for (const [role, member] of initialGrants)
    seedGrant(context, `b/${name}`, `roles/storage.${role}`, `${member}:${project.projectId}`);
  return reply(resource);
}

export function readBucket(call: Call): Reply {
  const bucket = demandOnBucket(call, 'storage.buckets.get');
  return reply(call.query.get('projection') === 'full' ? formatFullBucket(bucket) : bucket);
}

export function listBuckets(call: Call): Reply {
  const project = demandOnProject(call, 'storage.buckets.list');
  const prefix = call.query.get('prefix') ?? '';
  const items = Object.entries(call.context.state.buckets)
    .filter(([name, bucket]) => bucket.projectId === project.projectId && name.startsWith(prefix))
    .map(([, bucket]) => bucket.resource);
  return reply({kind: 'storage#buckets', ...(items.length > 0 && {items})});
}

/** `buckets.getStorageLayout`. */
export function readStorageLayout(call: Call): Reply {
  const {name, location, locationType} = demandOnBucket(call, 'storage.objects.list');
  return reply({
    kind: 'storage#storageLayout',
    bucket: name,
    location,
    locationType,
    hierarchicalNamespace: {enabled: false},
  });
}

/** `buckets.patch`: everything but name, location and project; null removes a field. */
export function patchBucket(call: Call): Reply {
  const resource = demandOnBucket(call, 'storage.buckets.update');
  if (call.body.location && String(call.body.location).toUpperCase() !== resource.location)
    throw refuseStorage(400, 'Cannot change the location of a bucket.', 'invalid');
  for (const [field, value] of Object.entries(call.body)) {
    if (['name', 'id', 'location', 'projectNumber'].includes(field)) continue;
    if (value === null || (field === 'lifecycle' && value.rule?.length === 0)) delete resource[field];
    else if (field === 'labels')
      resource.labels = Object.fromEntries(
        Object.entries({...resource.labels, ...value}).filter(([, label]) => label !== null),
      );
    else if (field === 'iamConfiguration') {
      const uniform = value.uniformBucketLevelAccess ?? resource.iamConfiguration.uniformBucketLevelAccess;
      resource.iamConfiguration = {
        ...resource.iamConfiguration,
        ...value,
        bucketPolicyOnly: uniform,
        uniformBucketLevelAccess: uniform,
      };
    } else resource[field] = value;
  }
  resource.metageneration = String(Number(resource.metageneration) + 1);
  resource.etag = Buffer.from(resource.metageneration).toString('base64');
  resource.updated = now(call.context);
  return reply(call.query.get('projection') === 'noAcl' ? resource : formatFullBucket(resource));
}

/** `buckets.delete`: refused while anything is in it. */
export function deleteBucket(call: Call): Reply {
  demandOnBucket(call, 'storage.buckets.delete');
  const {state} = call.context;
  if (Object.keys(state.objects).some((path) => path.startsWith(`${call.params.bucket}/`))) {
    throw refuseStorage(409, 'The bucket you tried to delete is not empty.', 'conflict');
  }
  delete state.buckets[call.params.bucket ?? ''];
  delete state.policies[`b/${call.params.bucket}`];
  return {status: 204};
}
