import {convertObject} from '../convert/convert-object.js';
import {StatusError} from '../http/status-error.js';
import type {KubeObject} from '../object/kube-object.js';
import {formatApiVersion, type ResourceDefinition} from '../registry/resource-definition.js';
import {isFieldMatch} from '../selectors/field-selector.js';
import {isLabelMatch} from '../selectors/label-selector.js';
import type {ApiContext} from '../server/api-context.js';
import type {WatchMessage, WatchStream} from '../server/api-types.js';
import type {StoreEvent} from '../store/object-store.js';
import type {ListOptions} from './read-list-options.js';

/** Marks the bookmark that ends the initial events of a watch-list. */
const initialEventsEnd = {'k8s.io/initial-events-end': 'true'};

/** How often a quiet watch is told the revision it stands at. */
const bookmarkIntervalMs = 60_000;
/** A watch without `timeoutSeconds` ends after half an hour to an hour, so that clients spread over time. */
const shortestWatchMs = 30 * 60_000;
/** A watch is told where it stands this long before its time is up. */
const lastBookmarkMs = 2_000;

const tooOld = (resourceVersion: string, compacted: number): WatchMessage => ({
  type: 'ERROR',
  object: new StatusError(410, 'Expired', `too old resource version: ${resourceVersion} (${compacted})`).toStatus(),
});

function createBookmark(
  resource: ResourceDefinition,
  revision: number,
  annotations?: Record<string, string>,
): WatchMessage {
  const metadata = {resourceVersion: String(revision), creationTimestamp: null, ...(annotations ? {annotations} : {})};
  return {type: 'BOOKMARK', object: {kind: resource.kind, apiVersion: formatApiVersion(resource), metadata}};
}

/**
 * A watch over a resource. Without a revision, or from 0, it begins with the present state as ADDED events; from
 * a revision it continues after it; a revision that history no longer reaches ends it with 410.
 */
export function watchObjects(
  context: ApiContext,
  resource: ResourceDefinition,
  namespace: string | undefined,
  options: ListOptions,
): WatchStream {
  const {store, clock} = context;
  const isSelective = options.labels.length > 0 || options.fields.length > 0;
  const isSelected = (object: KubeObject | undefined): object is KubeObject =>
    object !== undefined &&
    (!isSelective || (isLabelMatch(options.labels, object.metadata.labels) && isFieldMatch(options.fields, object)));
  const isInScope = (event: StoreEvent) =>
    event.collection === resource.collection &&
    (namespace === undefined || (event.object.metadata.namespace ?? '') === namespace);
  const selectMessage = (event: StoreEvent): WatchMessage | undefined => {
    const object = convertObject(event.object, resource);
    if (!isSelective) return {type: event.type, object};
    const was =
      event.type !== 'ADDED' && isSelected(event.previous ? convertObject(event.previous, resource) : undefined);
    const is = event.type !== 'DELETED' && isSelected(object);
    if (is) return {type: was ? 'MODIFIED' : 'ADDED', object};
    return was ? {type: 'DELETED', object} : undefined;
  };
  return {
    start(send, end) {
      const {resourceVersion} = options;
      const startsFresh = options.sendsInitialEvents ?? (resourceVersion === '' || resourceVersion === '0');
      if (startsFresh) {
        for (const stored of store.list(resource.collection, namespace)) {
          const object = convertObject(stored, resource);
          if (isSelected(object)) send({type: 'ADDED', object});
        }
        if (options.sendsInitialEvents && options.allowsBookmarks)
          send(createBookmark(resource, store.revision, initialEventsEnd));
      } else if (resourceVersion !== '' && resourceVersion !== '0') {
        const missed = store.eventsSince(resource.collection, Number(resourceVersion));
        if (!missed) {
          send(tooOld(resourceVersion, store.compactedRevision));
          end();
          return () => {};
        }
        for (const event of missed) {
          const message = isInScope(event) ? selectMessage(event) : undefined;
          if (message) send(message);
        }
      }
      const startRevision = Math.max(Number(resourceVersion) || 0, store.revision);
      const unsubscribe = store.subscribe((event) => {
        if (event.revision <= startRevision || !isInScope(event)) return;
        const message = selectMessage(event);
        if (message) send(message);
      }, resource.collection);
      const durationMs = options.timeoutSeconds
        ? options.timeoutSeconds * 1000
        : shortestWatchMs * (1 + context.random());
      const cancels = [clock.schedule(durationMs, () => stop(end))];
      const bookmark = () => send(createBookmark(resource, store.revision));
      if (options.allowsBookmarks) {
        const repeat = () => {
          bookmark();
          cancels[1] = clock.schedule(bookmarkIntervalMs, repeat);
        };
        cancels[1] = clock.schedule(bookmarkIntervalMs, repeat);
        if (durationMs > lastBookmarkMs) cancels[2] = clock.schedule(durationMs - lastBookmarkMs, bookmark);
      }
      const stop = (then?: () => void) => {
        unsubscribe();
        for (const cancel of cancels) cancel();
        then?.();
      };
      return () => stop();
    },
  };
}
