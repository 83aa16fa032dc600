import type {VirtualClock} from '../../clock/virtual-clock.js';
import type {KubeTransport, KubeWatchEvent} from '../../seams/kube-transport.js';
import {type KubeObject, objectKey} from './kube-object.js';
import {type KubeResource, resourcePath} from './kube-resource.js';

/** A change of the cache: what there was, what there is. */
export interface Change {
  readonly type: 'added' | 'updated' | 'deleted';
  readonly object: KubeObject;
  readonly previous?: KubeObject;
}

/** A local copy of one resource type, kept by list and watch. */
export interface Informer {
  readonly resource: KubeResource;
  get(namespace: string | undefined, name: string): KubeObject | undefined;
  getByKey(key: string): KubeObject | undefined;
  list(): KubeObject[];
  inNamespace(namespace: string): KubeObject[];
  /** The objects for which the index of that name yielded `value`. */
  byIndex(index: string, value: string): KubeObject[];
  /** Adds an index, unless there is one of that name. */
  addIndex(index: string, valuesOf: (object: KubeObject) => readonly string[]): void;
  /** Calls `listener` for every change from now on, and for what is there already. */
  onChange(listener: (change: Change) => void): void;
  /** Takes in what a write of our own returned, unless the watch has passed it already. */
  absorb(object: KubeObject): void;
  isSynced(): boolean;
  whenSynced(): Promise<void>;
  stop(): void;
}

/** After a lost stream, and where the type is not served, as before its definition is created. */
const retryMs = 1_000;
const absentRetryMs = 5_000;

interface Index {
  readonly valuesOf: (object: KubeObject) => readonly string[];
  readonly keys: Map<string, Set<string>>;
}

/** The version in which a type is served now; undefined where it is not served at all. */
export type Locate = (resource: KubeResource) => KubeResource | undefined;

/** What an informer may be told besides. */
export interface InformerOptions {
  readonly locate?: Locate | undefined;
  /** Hears of listeners that failed over an object; the others, and the cache, go on. */
  readonly onFailure?: (object: KubeObject, error: unknown) => void;
}

/** Starts listing and watching `resource`; ends with `stop`. Refusals and lost streams are retried after a second. */
export function createInformer(
  transport: KubeTransport,
  resource: KubeResource,
  clock: VirtualClock,
  {locate = (wanted) => wanted, onFailure = () => {}}: InformerOptions = {},
): Informer {
  const store = new Map<string, KubeObject>();
  const indexes = new Map<string, Index>([
    ['namespace', {valuesOf: (object) => [object.metadata.namespace ?? ''], keys: new Map()}],
  ]);
  const listeners: Array<(change: Change) => void> = [];
  const abort = new AbortController();
  let streamVersion = 0;
  let isSynced = false;
  let announceSynced: () => void = () => {};
  const synced = new Promise<void>((resolve) => {
    announceSynced = resolve;
  });

  const reindex = (key: string, before: KubeObject | undefined, after: KubeObject | undefined) => {
    for (const {valuesOf, keys} of indexes.values()) {
      for (const value of before ? valuesOf(before) : []) keys.get(value)?.delete(key);
      for (const value of after ? valuesOf(after) : []) {
        const set = keys.get(value);
        if (set) set.add(key);
        else keys.set(value, new Set([key]));
      }
    }
  };
  const notify = (listener: (change: Change) => void, change: Change) => {
    try {
      listener(change);
    } catch (error) {
      onFailure(change.object, error);
    }
  };
  const tell = (change: Change) => {
    for (const listener of listeners) notify(listener, change);
  };
  const put = (object: KubeObject) => {
    const key = objectKey(object);
    const previous = store.get(key);
    if (previous && versionOf(previous) >= versionOf(object)) return;
    if (previous && previous.metadata.uid !== object.metadata.uid) drop(previous);
    const kept = previous?.metadata.uid === object.metadata.uid ? previous : undefined;
    store.set(key, object);
    reindex(key, kept, object);
    tell(kept ? {type: 'updated', object, previous: kept} : {type: 'added', object});
  };
  const drop = (object: KubeObject) => {
    const key = objectKey(object);
    const previous = store.get(key);
    if (previous?.metadata.uid !== object.metadata.uid) return;
    store.delete(key);
    reindex(key, previous, undefined);
    tell({type: 'deleted', object: previous});
  };
  const apply = ({type, object}: KubeWatchEvent): boolean => {
    if (type === 'ERROR') return false;
    if (type === 'DELETED') drop(object);
    else if (type !== 'BOOKMARK') put(object);
    streamVersion = Math.max(streamVersion, versionOf(object));
    return true;
  };
  const relist = async () => {
    const located = locate(resource);
    const absent = {status: 404, body: undefined};
    const {status, body} = located ? await transport.request({method: 'GET', path: resourcePath(located)}) : absent;
    if (status === 404) for (const object of [...store.values()]) drop(object);
    if (status !== 200) return false;
    const present = new Set<string>();
    for (const item of body.items ?? []) {
      present.add(item.metadata.uid);
      put(item);
    }
    for (const object of [...store.values()]) if (!present.has(object.metadata.uid)) drop(object);
    streamVersion = Number(body.metadata.resourceVersion);
    isSynced = true;
    announceSynced();
    return true;
  };
  const run = async () => {
    let mustList = true;
    while (!abort.signal.aborted) {
      try {
        if (mustList && !(await relist())) {
          await pause(clock, absentRetryMs, abort.signal);
          continue;
        }
        mustList = false;
        const path = `${resourcePath(locate(resource) ?? resource)}?watch=true&allowWatchBookmarks=true&resourceVersion=${streamVersion}`;
        await transport.watch(
          path,
          (event) => {
            if (!abort.signal.aborted && !apply(event)) mustList = true;
          },
          abort.signal,
        );
      } catch {
        mustList = true;
        await pause(clock, retryMs, abort.signal);
      }
    }
  };
  void run();

  const lookUp = (index: string, value: string): KubeObject[] => {
    const keys = indexes.get(index)?.keys.get(value);
    return keys ? Array.from(keys, (key) => store.get(key) as KubeObject) : [];
  };
  return {
    resource,
    get: (namespace, name) => store.get(namespace ? `${namespace}/${name}` : name),
    getByKey: (key) => store.get(key),
    list: () => [...store.values()],
    inNamespace: (namespace) => lookUp('namespace', namespace),
    byIndex: lookUp,
    addIndex(index, valuesOf) {
      if (indexes.has(index)) return;
      const added: Index = {valuesOf, keys: new Map()};
      indexes.set(index, added);
      for (const [key, object] of store) {
        for (const value of valuesOf(object)) added.keys.set(value, (added.keys.get(value) ?? new Set()).add(key));
      }
    },
    onChange(listener) {
      listeners.push(listener);
      for (const object of [...store.values()]) notify(listener, {type: 'added', object});
    },
    absorb(object) {
      if (isSynced && versionOf(object) > streamVersion) put(object);
    },
    isSynced: () => isSynced,
    whenSynced: () => synced,
    stop: () => abort.abort(),
  };
}

/** Resource versions are opaque to clients in general; those of every server we meet are etcd's ordered integers. */
function versionOf(object: KubeObject): number {
  return Number(object.metadata.resourceVersion);
}

function pause(clock: VirtualClock, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.schedule(delayMs, resolve);
    signal.addEventListener(
      'abort',
      () => {
        cancel();
        resolve();
      },
      {once: true},
    );
  });
}
