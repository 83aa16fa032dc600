import type {KubeObject} from '../object/kube-object.js';
import {freezeValue} from '../object/plain-values.js';
import {EncodedObject} from './encoded-object.js';

/** One change, as watches report it. */
export interface StoreEvent {
  readonly revision: number;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly collection: string;
  readonly key: string;
  /** The object after the change; on deletion, its last state under the deletion's revision. */
  readonly object: KubeObject;
  readonly previous?: KubeObject;
}

/** An object with its place. */
export interface StoredEntry {
  readonly collection: string;
  readonly namespace: string;
  readonly name: string;
  readonly entry: KubeObject | EncodedObject;
}

/** An object that was put, or, without an entry, removed. */
export type StoredChange = Omit<StoredEntry, 'entry'> & {readonly entry?: KubeObject};

/** The store as plain data. History is left out: after a restore old revisions are gone, as after compaction. */
export interface StoreSnapshot {
  readonly revision: number;
  readonly collections: Readonly<Record<string, ReadonlyArray<KubeObject | EncodedObject>>>;
}

/** All objects of a cluster under one monotonic revision, with enough history for watches and paged lists. */
export interface ObjectStore {
  readonly revision: number;
  /** Lists at this revision and older ones can no longer be answered. */
  readonly compactedRevision: number;
  get(collection: string, namespace: string, name: string): KubeObject | undefined;
  /** Objects in key order (namespace, then name); all namespaces where none is given. */
  list(collection: string, namespace?: string): readonly KubeObject[];
  /** The list as it was at `revision`; undefined where history does not reach so far. */
  listAt(collection: string, revision: number, namespace?: string): readonly KubeObject[] | undefined;
  /** Creates or replaces; stamps `resourceVersion` and freezes the object. */
  put(collection: string, object: KubeObject): KubeObject;
  /** Removes; returns the last state under the deletion's revision. */
  remove(collection: string, namespace: string, name: string): KubeObject | undefined;
  /** The events of a collection after `revision`; undefined where history does not reach so far. */
  eventsSince(collection: string, revision: number): readonly StoreEvent[] | undefined;
  /** Calls back for each later change, of one collection where one is given; returns how to stop. */
  subscribe(listener: (event: StoreEvent) => void, collection?: string): () => void;
  collections(): readonly string[];
  /** Every object, in no order; those not asked for since a restore still as text. */
  entries(): StoredEntry[];
  snapshot(): StoreSnapshot;
}

/** How many changes are kept for watches that resume and lists that are paged. */
const historyLimit = 10_000;

interface Collection {
  readonly namespaces: Map<string, Map<string, KubeObject | EncodedObject>>;
  sorted: Map<string, readonly KubeObject[]>;
}

const compareText = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

/** The object of that name, parsed if need be. */
function readObject(
  objects: Map<string, KubeObject | EncodedObject> | undefined,
  name: string,
): KubeObject | undefined {
  const found = objects?.get(name);
  if (!(found instanceof EncodedObject)) return found;
  const object: KubeObject = freezeValue(JSON.parse(found.text));
  objects!.set(name, object);
  return object;
}

const storageKey = (namespace: string, name: string) => (namespace === '' ? name : `${namespace}/${name}`);

/** An empty store, or the one that `snapshot` describes. */
export function createObjectStore(snapshot?: StoreSnapshot): ObjectStore {
  const byName = new Map<string, Collection>();
  /** By collection; those under the empty name hear of all. */
  const listeners = new Map<string, Set<(event: StoreEvent) => void>>();
  let history: StoreEvent[] = [];
  let revision = snapshot?.revision ?? 1;
  let compactedRevision = snapshot?.revision ?? 0;

  const open = (name: string): Collection => {
    const found = byName.get(name);
    if (found) return found;
    const created: Collection = {namespaces: new Map(), sorted: new Map()};
    byName.set(name, created);
    return created;
  };
  const write = (
    collection: Collection,
    namespace: string,
    name: string,
    object: KubeObject | EncodedObject | undefined,
  ) => {
    let objects = collection.namespaces.get(namespace);
    if (!objects) {
      objects = new Map();
      collection.namespaces.set(namespace, objects);
    }
    if (object) objects.set(name, object);
    else objects.delete(name);
    collection.sorted.delete('');
    collection.sorted.delete(`/${namespace}`);
  };
  const publish = (event: StoreEvent) => {
    history.push(event);
    if (history.length > historyLimit * 1.25) {
      history = history.slice(-historyLimit);
      compactedRevision = history[0]!.revision - 1;
    }
    for (const scope of ['', event.collection]) for (const listener of listeners.get(scope) ?? []) listener(event);
  };
  const list = (name: string, namespace?: string): readonly KubeObject[] => {
    const collection = byName.get(name);
    if (!collection) return [];
    const cacheKey = namespace === undefined ? '' : `/${namespace}`;
    const cached = collection.sorted.get(cacheKey);
    if (cached) return cached;
    const sortByName = (objects: Map<string, KubeObject | EncodedObject>) =>
      [...objects.keys()].sort(compareText).map((key) => readObject(objects, key)!);
    const sorted =
      namespace === undefined
        ? [...collection.namespaces.entries()]
            .sort(([a], [b]) => compareText(`${a}/`, `${b}/`))
            .flatMap(([, objects]) => sortByName(objects))
        : sortByName(collection.namespaces.get(namespace) ?? new Map());
    collection.sorted.set(cacheKey, sorted);
    return sorted;
  };

  for (const [name, objects] of Object.entries(snapshot?.collections ?? {})) {
    for (const object of objects)
      if (object instanceof EncodedObject) write(open(name), object.namespace, object.name, object);
      else write(open(name), object.metadata.namespace ?? '', object.metadata.name, freezeValue(object));
  }

  return {
    get revision() {
      return revision;
    },
    get compactedRevision() {
      return compactedRevision;
    },
    get: (collection, namespace, name) => readObject(byName.get(collection)?.namespaces.get(namespace), name),
    list,
    listAt(collection, atRevision, namespace) {
      if (atRevision >= revision) return list(collection, namespace);
      if (atRevision < compactedRevision) return undefined;
      const state = new Map(
        list(collection, namespace).map((object) => [
          storageKey(object.metadata.namespace ?? '', object.metadata.name),
          object,
        ]),
      );
      for (let index = history.length - 1; index >= 0 && history[index]!.revision > atRevision; index -= 1) {
        const event = history[index]!;
        if (
          event.collection !== collection ||
          (namespace !== undefined && (event.object.metadata.namespace ?? '') !== namespace)
        )
          continue;
        if (event.previous) state.set(event.key, event.previous);
        else state.delete(event.key);
      }
      return [...state.entries()].sort(([a], [b]) => compareText(a, b)).map(([, object]) => object);
    },
    put(name, object) {
      const {namespace = '', name: objectName} = object.metadata;
      const collection = open(name);
      const previous = readObject(collection.namespaces.get(namespace), objectName);
      revision += 1;
      const stored = freezeValue({...object, metadata: {...object.metadata, resourceVersion: String(revision)}});
      write(collection, namespace, objectName, stored);
      const key = storageKey(namespace, objectName);
      publish(
        previous
          ? {revision, type: 'MODIFIED', collection: name, key, object: stored, previous}
          : {revision, type: 'ADDED', collection: name, key, object: stored},
      );
      return stored;
    },
    remove(name, namespace, objectName) {
      const collection = byName.get(name);
      const previous = readObject(collection?.namespaces.get(namespace), objectName);
      if (!collection || !previous) return undefined;
      revision += 1;
      const last = freezeValue({...previous, metadata: {...previous.metadata, resourceVersion: String(revision)}});
      write(collection, namespace, objectName, undefined);
      publish({
        revision,
        type: 'DELETED',
        collection: name,
        key: storageKey(namespace, objectName),
        object: last,
        previous,
      });
      return last;
    },
    eventsSince(collection, sinceRevision) {
      if (sinceRevision < compactedRevision) return undefined;
      let start = history.length;
      while (start > 0 && history[start - 1]!.revision > sinceRevision) start -= 1;
      return history.slice(start).filter((event) => event.collection === collection);
    },
    subscribe(listener, collection = '') {
      const scope = listeners.get(collection) ?? new Set();
      listeners.set(collection, scope.add(listener));
      return () => void scope.delete(listener);
    },
    collections: () => [...byName.keys()],
    entries: () =>
      [...byName].flatMap(([collection, {namespaces}]) =>
        [...namespaces].flatMap(([namespace, objects]) =>
          Array.from(objects, ([name, entry]) => ({collection, namespace, name, entry})),
        ),
      ),
    snapshot: () => ({revision, collections: Object.fromEntries([...byName.keys()].map((name) => [name, list(name)]))}),
  };
}
