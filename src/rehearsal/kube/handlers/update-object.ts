import {recordUpdate} from '../apply/record-update.js';
import {convertObject, convertToStored} from '../convert/convert-object.js';
import {applyDefaults} from '../defaults/apply-defaults.js';
import {invalidObject, invalidValue} from '../http/field-error.js';
import {conflict, notFound, StatusError, unreadableRevision} from '../http/status-error.js';
import type {KubeObject} from '../object/kube-object.js';
import {isSameValue, shareValue} from '../object/plain-values.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';
import type {ApiContext} from '../server/api-context.js';
import type {ApiUser} from '../server/api-types.js';
import {formatStorageKey} from '../store/storage-key.js';
import {stampChangedObject} from '../strategy/object-metadata.js';
import {prepareForUpdate} from '../strategy/prepare-object.js';
import {wantsRevision} from '../strategy/write-strategy.js';
import {validateChangedObject} from '../validation/validate-object.js';
import type {WriteOptions} from './write-options.js';

/** An update or patch: `change` turns the current object, in the served version, into the wanted one. */
export interface UpdateRequest {
  readonly resource: ResourceDefinition;
  readonly namespace: string;
  readonly name: string;
  readonly subresource: string;
  readonly user: ApiUser;
  readonly options: WriteOptions;
  readonly warn: (text: string) => void;
  readonly change: (current: KubeObject) => KubeObject;
  /** Server-side apply brings its own managed fields. */
  readonly isApply?: boolean;
  /** A patch that loses a race against another writer is worked out again. */
  readonly isRetried: boolean;
}

const modified = 'the object has been modified; please apply your changes to the latest version and try again';

/** Why a PUT that names another uid than the stored one is refused, in the storage layer's words. */
export const explainUidMismatch = (resource: ResourceDefinition, object: KubeObject, wanted: string, actual: string) =>
  `StorageError: invalid object, Code: 4, Key: ${formatStorageKey(resource, object)}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: ${wanted}, UID in object meta: ${actual}`;

/** Refuses a revision that is no number. */
export function checkRevision(revision: string): void {
  if (revision !== '' && !/^\d+$/.test(revision)) throw new StatusError(500, '', unreadableRevision(revision));
}

function checkPreconditions(
  resource: ResourceDefinition,
  wanted: KubeObject,
  current: KubeObject,
  isPatch: boolean,
): void {
  const {name, uid, resourceVersion = ''} = wanted.metadata;
  if (uid && uid !== current.metadata.uid && !isPatch) {
    throw conflict(resource, name, explainUidMismatch(resource, current, uid, current.metadata.uid ?? ''));
  }
  checkRevision(resourceVersion);
  if (resourceVersion === '' && wantsRevision(resource))
    throw invalidObject({...resource, kind: resource.plural}, name, [
      {
        ...invalidValue('metadata.resourceVersion', 0, 'must be specified for an update'),
        message: 'Invalid value: 0x0: must be specified for an update',
      },
    ]);
  if (resourceVersion !== '' && resourceVersion !== current.metadata.resourceVersion)
    throw conflict(resource, name, modified);
}

const withoutTimes = ({metadata, ...rest}: KubeObject) => ({
  ...rest,
  metadata: {...metadata, managedFields: metadata.managedFields?.map(({time: _, ...entry}) => entry)},
});

/** Whether a write would change nothing that clients can see; such a write is not stored. */
const isUnchanged = (next: KubeObject, current: KubeObject) => isSameValue(withoutTimes(next), withoutTimes(current));

/** An object whose last finalizer is gone while it is being deleted goes with this write. */
const isReleased = ({metadata, kind, spec}: KubeObject) =>
  metadata.deletionTimestamp !== undefined &&
  !metadata.finalizers?.length &&
  !metadata.deletionGracePeriodSeconds &&
  !(kind === 'Namespace' && spec?.finalizers?.length);

async function attemptUpdate(context: ApiContext, request: UpdateRequest): Promise<KubeObject | undefined> {
  const {resource, namespace, name, subresource, user, options, warn} = request;
  const stored = context.store.get(resource.collection, namespace, name);
  if (!stored) throw notFound(resource, name);
  const current = convertObject(stored, resource);
  const wanted = shareValue(current, request.change(current));
  checkPreconditions(resource, wanted, current, request.isRetried);
  const stamped = applyDefaults(resource, stampChangedObject(wanted, current), current);
  const prepare = (object: KubeObject) =>
    prepareForUpdate(context, resource, stampChangedObject(object, current), current, subresource);
  const track = (object: KubeObject) =>
    request.isApply || subresource === 'binding'
      ? object
      : recordUpdate(context, resource, current, object, {manager: options.fieldManager, subresource});
  const attributes = {
    operation: 'UPDATE' as const,
    resource,
    subresource,
    namespace,
    name,
    user,
    isDryRun: options.isDryRun,
    options: {kind: 'UpdateOptions', apiVersion: 'meta.k8s.io/v1'},
    oldObject: current,
  };
  const tracked = track(stamped);
  const mutated = (await context.admission.mutate({...attributes, object: tracked}, warn)) ?? tracked;
  const prepared = prepare(mutated === tracked ? tracked : applyDefaults(resource, mutated));
  const errors = validateChangedObject(context, resource, prepared, current, subresource);
  if (errors.length > 0) throw invalidObject(resource, name, errors);
  await context.admission.validate({...attributes, object: prepared}, warn);
  if (context.store.get(resource.collection, namespace, name) !== stored) {
    if (request.isRetried || wanted.metadata.resourceVersion === undefined) return undefined;
    throw conflict(resource, name, modified);
  }
  if (options.isDryRun || isUnchanged(prepared, current)) return options.isDryRun ? prepared : current;
  if (isReleased(prepared)) {
    context.store.remove(resource.collection, namespace, name);
    return prepared;
  }
  return convertObject(context.store.put(resource.collection, convertToStored(prepared, resource)), resource);
}

/** Updates an object, trying again where another write came between reading and writing. */
export async function updateObject(context: ApiContext, request: UpdateRequest): Promise<KubeObject> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const result = await attemptUpdate(context, request);
    if (result) return result;
  }
  throw new StatusError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${request.resource.plural} "${request.name}": ${modified}`,
  );
}
