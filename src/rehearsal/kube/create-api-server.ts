import {createRegistry} from './registry/create-registry.js';
import type {ApiContext} from './server/api-context.js';
import type {ApiServer, ApiServerOptions} from './server/api-server-options.js';
import {createRandom} from './server/create-random.js';
import {dispatchRequest} from './server/dispatch-request.js';
import {createLocalTransport} from './server/local-transport.js';
import {createObjectStore} from './store/object-store.js';

export type {ApiServer, ApiServerOptions, LogRequest, WebhookTarget} from './server/api-server-options.js';
export type {ApiServerState} from './server/api-server-state.js';

const readMinor = (gitVersion: string) => Number(gitVersion.match(/^v?1\.(\d+)/)?.[1] ?? 27);

/**
 * An API server that helm, kubectl, client libraries and controllers take for kube-apiserver. It lives in this
 * process; `listen` opens it to clients on loopback.
 */
export function createApiServer(options: ApiServerOptions): ApiServer {
  const {clock, state} = options;
  const store = createObjectStore(state?.store);
  const registry = createRegistry();
  const random = createRandom(state?.randomState ?? options.seed);
  let gitVersion = state?.gitVersion ?? options.gitVersion;
  const context: ApiContext = {
    store,
    registry,
    clock,
    admission: {mutate: async ({object}) => object, validate: async () => {}},
    get minor() {
      return readMinor(gitVersion);
    },
    random: random.next,
    endpoint: () => '127.0.0.1:443',
    version: () => ({major: '1', minor: String(readMinor(gitVersion)), gitVersion}),
    authorize: async () => {},
  };
  if (options.onChange) store.subscribe(options.onChange);
  const handle = (request: Parameters<ApiServer['handle']>[0]) => dispatchRequest(context, request);
  return {
    listen: () => Promise.reject(new Error('not listening yet')),
    caCertificate: Promise.resolve(''),
    handle,
    localTransport: (username, groups = ['system:masters', 'system:authenticated']) =>
      createLocalTransport(handle, {username, groups}),
    snapshot: () => ({gitVersion, store: store.snapshot(), randomState: random.state}),
    setVersion(next) {
      gitVersion = next;
    },
    close: async () => {},
  };
}
