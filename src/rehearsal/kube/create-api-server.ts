import type {IncomingHttpHeaders} from 'node:http';
import {admissionPlugins} from './admission/admission-plugins.js';
import {createAdmission} from './admission/create-admission.js';
import {identifyUser} from './authn/identify-user.js';
import {impersonateUser} from './authn/impersonate-user.js';
import {createAuthorizer} from './authz/create-authorizer.js';
import {bootstrapObjects} from './bootstrap/bootstrap-objects.js';
import {createBootstrapRoles} from './bootstrap/bootstrap-roles.js';
import {runCustomResources} from './custom/run-custom-resources.js';
import {createServerKeys} from './http/create-certificates.js';
import type {DisturbedRequest} from './http/disturbance.js';
import {serveHttps} from './http/serve-https.js';
import {createBuiltInResources} from './registry/built-in-resources.js';
import {createRegistry} from './registry/create-registry.js';
import type {ApiContext} from './server/api-context.js';
import type {ApiServer, ApiServerOptions} from './server/api-server-options.js';
import type {ServerKeys} from './server/api-server-state.js';
import type {ApiUser} from './server/api-types.js';
import {createRandom} from './server/create-random.js';
import {dispatchRequest} from './server/dispatch-request.js';
import {createLocalTransport} from './server/local-transport.js';
import {createVersionInfo, readMinor} from './server/version-info.js';
import {expireEvents} from './store/expire-events.js';
import {createObjectStore} from './store/object-store.js';

export type {ApiServer, ApiServerOptions, LogRequest, WebhookTarget} from './server/api-server-options.js';
export type {ApiServerSettings, ApiServerState} from './server/api-server-state.js';
export type {ApiUser} from './server/api-types.js';

/** GKE's usual range for Services where a cluster states none. */
const usualServiceCidr = '10.0.0.0/16';

/**
 * An API server that helm, kubectl, client libraries and controllers take for kube-apiserver. It lives in this
 * process; `listen` opens it to clients on loopback.
 */
export function createApiServer({state, ...options}: ApiServerOptions): ApiServer {
  const {clock} = options;
  const store = createObjectStore(state?.store);
  const random = createRandom(state?.randomState ?? options.seed);
  let gitVersion = state?.gitVersion ?? options.gitVersion;
  const registry = createRegistry(createBuiltInResources(readMinor(gitVersion)));
  let keys: ServerKeys | undefined = state?.keys;
  let port = state?.port;
  let listener: {close(): Promise<void>} | undefined;

  const openKeys = () => {
    keys ??= createServerKeys();
    return keys;
  };
  const context: ApiContext = {
    store,
    registry,
    clock,
    serviceCidr: options.serviceCidr ?? usualServiceCidr,
    admission: createAdmission(() => context, admissionPlugins),
    get minor() {
      return readMinor(gitVersion);
    },
    random: random.next,
    endpoint: () => `127.0.0.1:${port ?? 443}`,
    version: () => createVersionInfo(gitVersion),
    tokenKey: () => openKeys().tokenKey,
    readLog: (request) => options.readLog?.(request),
    callWebhook: options.callWebhook ?? (() => Promise.reject(new Error('no route to host'))),
    authenticate: (token) => options.authenticate?.(token),
    authorizer: createAuthorizer(store, options.isGrantedByCloud),
  };
  store.subscribe(({type, collection, object}) => {
    const {namespace = '', name} = object.metadata;
    options.onChange?.({collection, namespace, name, ...(type === 'DELETED' ? {} : {entry: object})});
  });
  if (!state) bootstrapObjects(context, createBootstrapRoles());
  const customResources = runCustomResources(context);
  const stopExpiry = expireEvents(store, clock);

  const handle = (request: Parameters<ApiServer['handle']>[0]) => dispatchRequest(context, request);
  const readSettings = () => ({
    gitVersion,
    randomState: random.state,
    ...(keys ? {keys} : {}),
    ...(port ? {port} : {}),
  });
  const readAuthority = () => Buffer.from(openKeys().caCertificate).toString('base64');
  return {
    async listen() {
      const opened = openKeys();
      const handler = {
        handle,
        isReachable: () => options.isReachable?.() ?? true,
        disturb: (request: DisturbedRequest) => options.disturb?.(request),
        identify: (headers: IncomingHttpHeaders) =>
          identifyUser(context, opened.tokenKey, options.authenticate, headers),
        impersonate: (user: ApiUser, headers: IncomingHttpHeaders) => impersonateUser(context, user, headers),
      };
      const server = await serveHttps(handler, opened, port ?? 0);
      port = server.port;
      listener = server;
      return {endpoint: `127.0.0.1:${port}`, caCertificate: readAuthority()};
    },
    readAuthority,
    handle,
    localTransport: (username, groups = ['system:masters', 'system:authenticated']) =>
      createLocalTransport(handle, {username, groups}),
    snapshot: () => ({...readSettings(), store: store.snapshot()}),
    settings: () => ({...readSettings(), revision: store.revision}),
    entries: store.entries,
    setVersion(next) {
      gitVersion = next;
      registry.setBuiltIns(createBuiltInResources(readMinor(next)));
    },
    async close() {
      customResources.stop();
      stopExpiry();
      await listener?.close();
    },
  };
}
