import {convertObject} from '../convert/convert-object.js';
import {badRequest, StatusError} from '../http/status-error.js';
import type {KubeObject} from '../object/kube-object.js';
import {formatApiVersion, type ResourceDefinition} from '../registry/resource-definition.js';
import {isFieldMatch} from '../selectors/field-selector.js';
import {isLabelMatch} from '../selectors/label-selector.js';
import type {ApiContext} from '../server/api-context.js';
import type {ObjectList} from '../server/api-types.js';
import type {ListOptions} from './read-list-options.js';

/** Where a page starts: the revision of its list, and the first key not yet sent. */
interface ContinueToken {
  readonly revision: number;
  readonly start: string;
}

const keyOf = ({metadata}: KubeObject, namespace: string | undefined) =>
  namespace === undefined && metadata.namespace ? `${metadata.namespace}/${metadata.name}` : metadata.name;

function formatContinueToken(revision: number, lastKey: string): string {
  return Buffer.from(JSON.stringify({v: 'meta.k8s.io/v1', rv: revision, start: `${lastKey}\u0000`})).toString(
    'base64url',
  );
}

/** The first character of a text as Go quotes it. */
function quoteFirst(text: string): string {
  const code = text.charCodeAt(0) || 0x20;
  return code < 0x20 || (code >= 0x7f && code < 0xa0) ? `\\u${code.toString(16).padStart(4, '0')}` : (text[0] ?? '');
}

function readContinueToken(text: string): ContinueToken {
  const decoded = Buffer.from(text, 'base64url').toString('latin1');
  try {
    const {v, rv, start} = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (v === 'meta.k8s.io/v1' && typeof rv === 'number' && typeof start === 'string') return {revision: rv, start};
  } catch {
    throw badRequest(
      `invalid continue token: continue key is not valid: invalid character '${quoteFirst(decoded)}' looking for beginning of value`,
    );
  }
  throw badRequest('invalid continue token: continue key is not valid: server does not recognize this encoded version');
}

/** https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks */
const expiredToken = (fresh: string) =>
  new StatusError(
    410,
    'Expired',
    'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.',
    undefined,
    {continue: fresh},
  );

const tooLarge = (asked: string, current: number) =>
  new StatusError(504, 'Timeout', `Timeout: Too large resource version: ${asked}, current: ${current}`, {
    causes: [{reason: 'ResourceVersionTooLarge', message: 'Too large resource version'}],
    retryAfterSeconds: 1,
  });

function selectState(
  context: ApiContext,
  resource: ResourceDefinition,
  namespace: string | undefined,
  options: ListOptions,
  token: ContinueToken | undefined,
) {
  const {store} = context;
  const current = store.revision;
  if (token && token.revision > 0) {
    const objects = store.listAt(resource.collection, token.revision, namespace);
    if (!objects) throw expiredToken(formatContinueToken(-1, token.start.slice(0, -1)));
    return {objects, revision: token.revision};
  }
  if (options.resourceVersion !== '' && Number(options.resourceVersion) > current)
    throw tooLarge(options.resourceVersion, current);
  if (options.match === 'Exact') {
    const revision = Number(options.resourceVersion);
    const objects = store.listAt(resource.collection, revision, namespace);
    if (!objects) throw new StatusError(410, 'Expired', `The resourceVersion for the provided list is too old.`);
    return {objects, revision};
  }
  return {objects: store.list(resource.collection, namespace), revision: current};
}

/** The list that a LIST request asks for: selected, and cut to a page where a limit is given. */
export function listObjects(
  context: ApiContext,
  resource: ResourceDefinition,
  namespace: string | undefined,
  options: ListOptions,
): ObjectList {
  const token = options.continueToken === '' ? undefined : readContinueToken(options.continueToken);
  const {objects, revision} = selectState(context, resource, namespace, options, token);
  const needsConversion =
    resource.custom !== undefined ||
    resource.version !== resource.storedVersion.version ||
    resource.group !== resource.storedVersion.group;
  const served = needsConversion ? objects.map((object) => convertObject(object, resource)) : objects;
  const isSelected = (object: KubeObject) =>
    (options.labels.length === 0 || isLabelMatch(options.labels, object.metadata.labels)) &&
    (options.fields.length === 0 || isFieldMatch(options.fields, object));
  const isSelective = options.labels.length > 0 || options.fields.length > 0;
  const started = token ? served.filter((object) => keyOf(object, namespace) >= token.start) : served;
  const list = {kind: resource.listKind, apiVersion: formatApiVersion(resource)};
  if (options.limit <= 0 || (options.resourceVersion === '0' && options.match === '')) {
    const items = isSelective ? started.filter(isSelected) : started;
    return {...list, metadata: {resourceVersion: String(revision)}, items};
  }
  const items: KubeObject[] = [];
  let index = 0;
  for (; index < started.length && items.length < options.limit; index += 1) {
    const object = started[index]!;
    if (isSelected(object)) items.push(object);
  }
  const last = items.at(-1);
  const remaining = started.length - index;
  if (remaining === 0 || !last) return {...list, metadata: {resourceVersion: String(revision)}, items};
  return {
    ...list,
    metadata: {
      resourceVersion: String(revision),
      continue: formatContinueToken(revision, keyOf(started[index - 1]!, namespace)),
      ...(isSelective ? {} : {remainingItemCount: remaining}),
    },
    items,
  };
}
