import {convertToStored} from '../convert/convert-object.js';
import {JsonSyntaxError, parseGoJson} from '../decode/json-syntax.js';
import {readPlainBody} from '../decode/read-object-body.js';
import {invalidObject, invalidValue, unsupportedValue} from '../http/field-error.js';
import {badRequest, conflict, notFound, StatusError} from '../http/status-error.js';
import type {KubeObject, Open} from '../object/kube-object.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';
import {type ApiContext, formatNow} from '../server/api-context.js';
import type {ApiUser} from '../server/api-types.js';
import {selectGracePeriod} from '../strategy/grace-period.js';
import {markForDeletion} from '../strategy/mark-for-deletion.js';
import {isOrphaning} from '../strategy/write-strategy.js';

/** `DeleteOptions`, from the body or the query. */
export interface DeleteOptions {
  readonly gracePeriodSeconds?: number;
  readonly propagationPolicy?: string;
  readonly orphanDependents?: boolean;
  readonly preconditions?: {readonly uid?: string; readonly resourceVersion?: string};
  readonly dryRun?: readonly string[];
}

/** What a deletion left: the object while it is being deleted, or its last state once it is gone. */
export interface Deletion {
  readonly object: KubeObject;
  readonly isGone: boolean;
}

const orphanFinalizer = 'orphan';
const foregroundFinalizer = 'foregroundDeletion';
/** https://github.com/kubernetes/kubernetes/blob/v1.27.7/pkg/registry/batch/job/storage/storage.go */
const orphaningWarning =
  'child pods are preserved by default when jobs are deleted; set propagationPolicy=Background to remove them or set propagationPolicy=Orphan to suppress this warning';
/** Holds a CustomResourceDefinition until its objects are gone. */
export const customResourceCleanup = 'customresourcecleanup.apiextensions.k8s.io';

/** The body of a DELETE, where there is one; what cannot be read there is passed on as the decoder's own error. */
export function readDeleteBody(body: Open, contentType: string): Open {
  if (!Buffer.isBuffer(body)) return body;
  if (body.length === 0) return undefined;
  const isJson = ['', 'application/json'].includes(contentType.split(';')[0]!.trim());
  if (!isJson) return readPlainBody(body, contentType, 'DeleteOptions');
  try {
    const options = parseGoJson(body.toString('utf8'));
    const {kind = 'DeleteOptions', apiVersion = 'v1'} = options ?? {};
    if (kind !== 'DeleteOptions')
      throw new StatusError(
        500,
        '',
        `no kind "${kind}" is registered for version "${apiVersion}" in scheme "pkg/apis/meta/internalversion/scheme/register.go:31"`,
      );
    return options;
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw new StatusError(500, '', `couldn't get version/kind; json parse error: ${error.message}`);
  }
}

/** Reads delete options; the query counts where there is no body. */
export function readDeleteOptions(body: Open, query: URLSearchParams): DeleteOptions {
  const grace = query.get('gracePeriodSeconds');
  const orphan = query.get('orphanDependents');
  const fromQuery: DeleteOptions = {
    ...(grace ? {gracePeriodSeconds: Number(grace)} : {}),
    ...(query.get('propagationPolicy') ? {propagationPolicy: query.get('propagationPolicy')!} : {}),
    ...(orphan ? {orphanDependents: orphan === 'true'} : {}),
    ...(query.has('dryRun') ? {dryRun: query.getAll('dryRun')} : {}),
  };
  if (body === undefined && grace && !/^-?\d+$/.test(grace))
    throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(grace)}: invalid syntax`);
  const options: DeleteOptions = body ?? fromQuery;
  const errors = [];
  if (
    options.propagationPolicy !== undefined &&
    !['Foreground', 'Background', 'Orphan'].includes(options.propagationPolicy)
  ) {
    errors.push(
      unsupportedValue('propagationPolicy', options.propagationPolicy, ['Foreground', 'Background', 'Orphan', 'nil']),
    );
  }
  if (options.propagationPolicy !== undefined && options.orphanDependents !== undefined) {
    errors.push(
      invalidValue(
        'propagationPolicy',
        options.propagationPolicy,
        'orphanDependents and deletionPropagation cannot be both set',
      ),
    );
  }
  if (options.dryRun?.some((value) => value !== 'All'))
    errors.push(unsupportedValue('dryRun', options.dryRun, ['All']));
  if (errors.length > 0) throw invalidObject({group: 'meta.k8s.io', kind: 'DeleteOptions'}, '', errors);
  return options;
}

/** The finalizers that make the garbage collector orphan dependents or wait for them. */
function selectDeletionFinalizers(
  resource: ResourceDefinition,
  finalizers: readonly string[],
  options: DeleteOptions,
): string[] {
  const others = finalizers.filter((name) => name !== orphanFinalizer && name !== foregroundFinalizer);
  const policy =
    options.propagationPolicy ??
    (options.orphanDependents === undefined ? undefined : options.orphanDependents ? 'Orphan' : 'Background');
  if (policy === undefined)
    return isOrphaning(resource) && others.length === finalizers.length
      ? [...finalizers, orphanFinalizer]
      : [...finalizers];
  if (policy === 'Orphan') return [...others, orphanFinalizer];
  return policy === 'Foreground' ? [...others, foregroundFinalizer] : others;
}

function checkPreconditions(
  {kind, group}: ResourceDefinition,
  object: KubeObject,
  preconditions: DeleteOptions['preconditions'],
): void {
  const subject = {group, plural: kind, kind};
  const {uid, resourceVersion, name} = object.metadata;
  if (preconditions?.uid && preconditions.uid !== uid) {
    throw conflict(
      subject,
      name,
      `the UID in the precondition (${preconditions.uid}) does not match the UID in record (${uid}). The object might have been deleted and then recreated`,
    );
  }
  if (preconditions?.resourceVersion && preconditions.resourceVersion !== resourceVersion) {
    throw conflict(
      subject,
      name,
      `the ResourceVersion in the precondition (${preconditions.resourceVersion}) does not match the ResourceVersion in record (${resourceVersion}). The object might have been modified`,
    );
  }
}

const isAlreadyWaiting = ({metadata}: KubeObject, grace: number) =>
  metadata.deletionTimestamp !== undefined && (metadata.deletionGracePeriodSeconds ?? 0) <= grace;

/** Deletes an object, or marks it where a grace period or finalizers hold it. */
export async function deleteObject(
  context: ApiContext,
  request: {
    readonly resource: ResourceDefinition;
    readonly namespace: string;
    readonly name: string;
    readonly user: ApiUser;
    readonly options: DeleteOptions;
    readonly warn: (text: string) => void;
  },
): Promise<Deletion> {
  const {resource, namespace, name, options, user, warn} = request;
  const {store} = context;
  const found = store.get(resource.collection, namespace, name);
  if (!found) throw notFound(resource, name);
  const isDryRun = options.dryRun?.includes('All') ?? false;
  if (resource.plural === 'jobs' && options.propagationPolicy === undefined && options.orphanDependents === undefined)
    warn(orphaningWarning);
  checkPreconditions(resource, found, options.preconditions);
  const attributes = {
    operation: 'DELETE' as const,
    resource,
    subresource: '',
    namespace,
    name,
    user,
    isDryRun,
    options: {kind: 'DeleteOptions', apiVersion: 'meta.k8s.io/v1', ...options},
    oldObject: found,
  };
  await context.admission.mutate(attributes, warn);
  await context.admission.validate(attributes, warn);
  const object = store.get(resource.collection, namespace, name);
  if (!object) throw notFound(resource, name);
  checkPreconditions(resource, object, options.preconditions);
  const grace = selectGracePeriod(resource, object, options.gracePeriodSeconds);
  const held = resource.collection === 'customresourcedefinitions.apiextensions.k8s.io' ? [customResourceCleanup] : [];
  const finalizers = [
    ...new Set([...selectDeletionFinalizers(resource, object.metadata.finalizers ?? [], options), ...held]),
  ];
  const heldBySpec = resource.collection === 'namespaces' && (object.spec?.finalizers?.length ?? 0) > 0;
  if (grace === 0 && finalizers.length === 0 && !heldBySpec) {
    // A pod is marked before it goes, also where it goes at once: a watch sees both.
    const isMarkedFirst = resource.collection === 'pods' && object.metadata.deletionGracePeriodSeconds !== 0;
    const last = isMarkedFirst
      ? markForDeletion(context, object, {deletionTimestamp: formatNow(context), grace, finalizers})
      : object;
    if (isDryRun) return {object: last, isGone: true};
    if (isMarkedFirst) store.put(resource.collection, convertToStored(last, resource));
    return {object: store.remove(resource.collection, namespace, name) ?? object, isGone: true};
  }
  const isMarked = isAlreadyWaiting(object, grace);
  const hasSameFinalizers = finalizers.join() === (object.metadata.finalizers ?? []).join();
  if (isMarked && hasSameFinalizers) {
    if (heldBySpec)
      throw new StatusError(
        409,
        'Conflict',
        `Operation cannot be fulfilled on namespaces "${name}": The system is ensuring all content is removed from this namespace.  Upon completion, this namespace will automatically be purged by the system.`,
        {name, kind: 'namespaces'},
      );
    return {object, isGone: false};
  }
  const deletionTimestamp =
    object.metadata.deletionTimestamp && isMarked
      ? object.metadata.deletionTimestamp
      : formatNow({clock: {...context.clock, now: () => context.clock.now() + grace * 1000}});
  const marked = markForDeletion(context, object, {deletionTimestamp, grace, finalizers});
  if (isDryRun) return {object: marked, isGone: false};
  return {object: store.put(resource.collection, convertToStored(marked, resource)), isGone: false};
}
