import type {KubeRequest, KubeTransport} from '../../seams/kube-transport.js';

/**
 * Speaks to servers that serve a resource in another version only, as older ones do with the betas of
 * CronJob or EndpointSlice: requests are sent to the version that is there. The shapes of both are taken to agree.
 */
export function createVersionedTransport(transport: KubeTransport): KubeTransport {
  const versions = new Map<string, Promise<string>>();
  const serves = async (group: string, version: string, plural: string): Promise<boolean> => {
    const {status, body} = await transport.request({method: 'GET', path: `/apis/${group}/${version}`});
    return status === 200 && body.resources.some(({name}: {name: string}) => name === plural);
  };
  const select = async (group: string, wanted: string, plural: string): Promise<string> => {
    if (await serves(group, wanted, plural)) return wanted;
    const {status, body} = await transport.request({method: 'GET', path: `/apis/${group}`});
    for (const {version} of status === 200 ? body.versions : [])
      if (await serves(group, version, plural)) return version;
    // Perhaps its definition is yet to come.
    versions.delete(`${group}/${wanted}/${plural}`);
    return wanted;
  };
  const translate = async (path: string): Promise<{path: string; from?: string; to?: string}> => {
    const [, group, version, rest = ''] = /^\/apis\/([^/]+)\/([^/]+)\/(.+)$/.exec(path) ?? [];
    const plural = rest.replace(/^namespaces\/[^/]+\//, '').split(/[/?]/)[0];
    if (!group || !version || !plural) return {path};
    const key = `${group}/${version}/${plural}`;
    if (!versions.has(key)) versions.set(key, select(group, version, plural));
    const served = (await versions.get(key)) ?? version;
    return served === version
      ? {path}
      : {
          path: path.replace(`/${group}/${version}/`, `/${group}/${served}/`),
          from: `${group}/${version}`,
          to: `${group}/${served}`,
        };
  };
  return {
    async request(request: KubeRequest) {
      const {path, from, to} = await translate(request.path);
      const body = request.body as {apiVersion?: string} | undefined;
      return transport.request({
        ...request,
        path,
        ...(to && body?.apiVersion === from ? {body: {...body, apiVersion: to}} : {}),
      });
    },
    async watch(path, onEvent, signal) {
      return transport.watch((await translate(path)).path, onEvent, signal);
    },
  };
}
