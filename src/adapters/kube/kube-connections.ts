import {CloudFailure} from '../../model/cloud-failure.js';
import type {KubeTarget} from '../../model/ports/kube.js';
import {
  type KubeCredential,
  type KubeHttp,
  type KubeHttpRequest,
  type KubeHttpStream,
  openKubeHttp,
} from './kube-http.js';

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

interface Connection {
  readonly http: KubeHttp;
  /** Discovery answers by group version; whoever asks while one is on its way waits for it. */
  readonly resources: Map<string, Promise<readonly Resource[]>>;
}

const groupPath = (apiVersion: string) => (apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`);

/** Requests to clusters, with the paths that their discovery gives to kinds; one connection pool a cluster. */
export interface KubeConnections {
  send(target: KubeTarget, message: KubeHttpRequest): Promise<unknown>;
  /** Reads an answer line by line for as long as it lasts. */
  follow(target: KubeTarget, stream: KubeHttpStream): Promise<void>;
  /** The path of a kind's objects, or of the one that is named. */
  pathOf(
    target: KubeTarget,
    apiVersion: string,
    kind: string,
    namespace: string | undefined,
    name?: string,
  ): Promise<string>;
}

/** Opens no connection before something is sent. */
export function openKubeConnections(fetchCredential: () => Promise<KubeCredential>): KubeConnections {
  const connections = new Map<string, Connection>();
  const connect = (target: KubeTarget): Connection => {
    const key = `${target.endpoint} ${target.caCertificate}`;
    const held = connections.get(key) ?? {http: openKubeHttp(target), resources: new Map()};
    connections.set(key, held);
    return held;
  };
  const send = async (target: KubeTarget, message: KubeHttpRequest): Promise<unknown> =>
    connect(target).http.send(await fetchCredential(), message);
  const discover = (target: KubeTarget, apiVersion: string): Promise<readonly Resource[]> => {
    const {resources} = connect(target);
    const asked = send(target, {method: 'GET', path: groupPath(apiVersion)}).then(
      (answer) => (answer as {resources?: Resource[]}).resources ?? [],
    );
    resources.set(apiVersion, asked);
    // A refusal is for those who waited for it, and is not remembered.
    asked.catch(() => resources.delete(apiVersion));
    return asked;
  };
  const findResource = async (target: KubeTarget, apiVersion: string, kind: string): Promise<Resource> => {
    const select = (list: readonly Resource[]) =>
      list.find((resource) => resource.kind === kind && !resource.name.includes('/'));
    const held = connect(target).resources.get(apiVersion);
    // A kind that is missing from a remembered answer may have been added since by a CustomResourceDefinition.
    const found = (held && select(await held)) ?? select(await discover(target, apiVersion));
    if (found === undefined)
      throw new CloudFailure('not-found', `the cluster serves no ${kind} in ${apiVersion}`, {
        action: `discover ${apiVersion}`,
        status: 404,
      });
    return found;
  };
  return {
    send,
    follow: async (target, stream) => connect(target).http.follow(await fetchCredential(), stream),
    async pathOf(target, apiVersion, kind, namespace, name) {
      const resource = await findResource(target, apiVersion, kind);
      const scope =
        resource.namespaced && namespace !== undefined ? `/namespaces/${encodeURIComponent(namespace)}` : '';
      return `${groupPath(apiVersion)}${scope}/${resource.name}${name === undefined ? '' : `/${encodeURIComponent(name)}`}`;
    },
  };
}
