import type {KubeRequest, KubeTransport} from '../../seams/kube-transport.js';
import {KubeFailure} from './kube-failure.js';
import type {KubeObject, NewKubeObject} from './kube-object.js';
import {apiVersionOf, type KubeResource, resourcePath} from './kube-resource.js';

/** What a deletion may ask for; `uid` refuses to delete a successor of the same name. */
export interface RemoveOptions {
  readonly uid?: string;
  readonly gracePeriodSeconds?: number;
  readonly propagationPolicy?: 'Background' | 'Foreground' | 'Orphan';
}

/** Typed verbs over a transport. Every verb throws {@link KubeFailure} on a refusal unless it says otherwise. */
export interface KubeClient {
  /** Undefined where the object does not exist. */
  get(type: KubeResource, namespace: string | undefined, name: string): Promise<KubeObject | undefined>;
  list(type: KubeResource, namespace?: string): Promise<KubeObject[]>;
  create(type: KubeResource, object: NewKubeObject): Promise<KubeObject>;
  /** Creates the object unless one of that name exists; says whether it did. */
  createUnlessPresent(type: KubeResource, object: NewKubeObject): Promise<boolean>;
  /** Replaces an object, or one of its subresources such as `status`, at its `resourceVersion`. */
  update(type: KubeResource, object: KubeObject, subresource?: string): Promise<KubeObject>;
  /** Merge-patches an object or a subresource. */
  patch(
    type: KubeResource,
    target: {namespace?: string | undefined; name: string},
    change: unknown,
    subresource?: string,
  ): Promise<KubeObject>;
  /** Deletes an object; one that is gone already is no failure. */
  remove(
    type: KubeResource,
    target: {namespace?: string | undefined; name: string},
    options?: RemoveOptions,
  ): Promise<void>;
  /** Any other request; the parsed body of its answer. */
  send(request: KubeRequest): Promise<KubeObject>;
}

/** Hears of every object that a write returned, so that caches need not wait for the watch. */
export type WriteObserver = (type: KubeResource, object: KubeObject) => void;

/** A client that speaks through `transport` as field manager `manager` and reports its writes to `onWritten`. */
export function createKubeClient(
  transport: KubeTransport,
  manager: string,
  onWritten: WriteObserver = () => {},
): KubeClient {
  const send = async (request: KubeRequest): Promise<KubeObject> => {
    const response = await transport.request(request);
    if (response.status >= 400) throw new KubeFailure(response, `${request.method} ${request.path}`);
    return response.body;
  };
  const write = async (type: KubeResource, request: KubeRequest): Promise<KubeObject> => {
    const isDeletion = request.method === 'DELETE';
    const object = await send(isDeletion ? request : {...request, path: `${request.path}?fieldManager=${manager}`});
    if (object?.metadata?.uid) onWritten(type, object);
    return object;
  };
  const typed = <T extends object>(type: KubeResource, object: T) => ({
    apiVersion: apiVersionOf(type),
    kind: type.kind,
    ...object,
  });
  const create = (type: KubeResource, object: NewKubeObject) =>
    write(type, {method: 'POST', path: resourcePath(type, object.metadata.namespace), body: typed(type, object)});
  return {
    send,
    create,
    async get(type, namespace, name) {
      const response = await transport.request({method: 'GET', path: resourcePath(type, namespace, name)});
      if (response.status === 404) return undefined;
      if (response.status >= 400) throw new KubeFailure(response, `GET ${name}`);
      return response.body;
    },
    async list(type, namespace) {
      return (await send({method: 'GET', path: resourcePath(type, namespace)})).items ?? [];
    },
    async createUnlessPresent(type, object) {
      try {
        await create(type, object);
        return true;
      } catch (error) {
        if (error instanceof KubeFailure && error.reason === 'AlreadyExists') return false;
        throw error;
      }
    },
    update(type, object, subresource) {
      const {namespace, name} = object.metadata;
      return write(type, {
        method: 'PUT',
        path: resourcePath(type, namespace, name, subresource),
        body: typed(type, object),
      });
    },
    patch(type, {namespace, name}, change, subresource) {
      const path = resourcePath(type, namespace, name, subresource);
      return write(type, {method: 'PATCH', path, body: change, contentType: 'application/merge-patch+json'});
    },
    async remove(type, {namespace, name}, {uid, ...options} = {}) {
      const body = {apiVersion: 'v1', kind: 'DeleteOptions', ...options, ...(uid ? {preconditions: {uid}} : {})};
      try {
        await write(type, {method: 'DELETE', path: resourcePath(type, namespace, name), body});
      } catch (error) {
        // Gone, or replaced by a successor that this deletion was not meant for.
        if (error instanceof KubeFailure && (error.status === 404 || (uid && error.status === 409))) return;
        throw error;
      }
    },
  };
}
