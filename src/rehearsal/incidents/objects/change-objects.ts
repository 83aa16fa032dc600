import type {Json} from '../../cloud/json.js';
import type {KubeRequest, KubeTransport} from '../../seams/kube-transport.js';
import type {ObjectChange} from '../incident.js';
import {createMergePatch} from './create-merge-patch.js';
import {strandRelease} from './strand-release.js';
import {stripServerFields} from './strip-server-fields.js';

const mergePatch = 'application/merge-patch+json';
const strategicPatch = 'application/strategic-merge-patch+json';

/** Requests that take a change back; undefined where there was nothing to change. */
type Inverse = readonly KubeRequest[] | undefined;

async function read(kube: KubeTransport, path: string): Promise<Json | undefined> {
  const {status, body} = await kube.request({method: 'GET', path});
  return status === 200 ? (body as Json) : undefined;
}

/** What of an object the change touched: neither its status nor what the server keeps. */
function selectWanted(object: Json): Json {
  const {status: _status, ...stripped} = stripServerFields({...object, kind: ''});
  return {...stripped, kind: object.kind};
}

async function patch(kube: KubeTransport, path: string, body: object, isStrategic = false): Promise<Inverse> {
  const before = await read(kube, path);
  if (before === undefined) return undefined;
  const contentType = isStrategic ? strategicPatch : mergePatch;
  const {status, body: after} = await kube.request({method: 'PATCH', path, body, contentType});
  if (status !== 200) return undefined;
  const back = createMergePatch(selectWanted(after), selectWanted(before));
  return back === undefined ? [] : [{method: 'PATCH', path, body: back, contentType: mergePatch}];
}

/** Patches an object with what `edit` makes of it. */
async function patchEdited(kube: KubeTransport, path: string, edit: (object: Json) => object): Promise<Inverse> {
  const object = await read(kube, path);
  return object === undefined ? undefined : patch(kube, path, edit(object));
}

function withResources({spec}: Json, resources: object): object {
  const [first, ...others]: Json[] = spec.template.spec.containers;
  return {spec: {template: {spec: {containers: [{...first, resources}, ...others]}}}};
}

function withoutBundles({webhooks}: Json): object {
  const stripped = (webhooks as Json[]).map(({clientConfig: {caBundle: _bundle, ...clientConfig}, ...rest}) => ({
    ...rest,
    clientConfig,
  }));
  return {webhooks: stripped};
}

async function recreate(kube: KubeTransport, path: string): Promise<Inverse> {
  const before = await read(kube, path);
  if (before === undefined) return undefined;
  await kube.request({method: 'DELETE', path: `${path}?propagationPolicy=Background`});
  const collection = path.slice(0, path.lastIndexOf('/'));
  const created = await kube.request({method: 'POST', path: collection, body: stripServerFields(before)});
  return created.status === 201 ? [] : undefined;
}

async function remove(kube: KubeTransport, path: string): Promise<Inverse> {
  const before = await read(kube, path);
  if (before === undefined) return undefined;
  await kube.request({method: 'DELETE', path});
  const collection = path.slice(0, path.lastIndexOf('/'));
  return [{method: 'POST', path: collection, body: stripServerFields(before)}];
}

async function listMatching(kube: KubeTransport, path: string, matching: string): Promise<string[]> {
  const items: Json[] = (await read(kube, path))?.items ?? [];
  const pattern = new RegExp(`^(?:${matching})$`);
  const [, root = '', plural = ''] = /^(.*)\/([^/]+)$/.exec(path) ?? [];
  return items
    .map(({metadata}) => metadata as {namespace?: string; name: string})
    .filter(({namespace, name}) => pattern.test(namespace === undefined ? name : `${namespace}/${name}`))
    .map(({namespace, name}) =>
      namespace === undefined || root.includes('/namespaces/')
        ? `${path}/${name}`
        : `${root}/namespaces/${namespace}/${plural}/${name}`,
    );
}

async function forEach(paths: readonly string[], change: (path: string) => Promise<Inverse>): Promise<Inverse> {
  const inverses: KubeRequest[] = [];
  for (const path of paths) inverses.push(...((await change(path)) ?? []));
  return paths.length === 0 ? undefined : inverses;
}

/** Changes objects of a cluster. Returns what takes it back, or undefined where it cannot be done (yet). */
export async function changeObjects(kube: KubeTransport, change: ObjectChange): Promise<Inverse> {
  switch (change.verb) {
    case 'create': {
      const {status} = await kube.request({method: 'POST', path: change.path, body: change.body});
      const {name} = (change.body as {metadata: {name: string}}).metadata;
      return status === 201 ? [{method: 'DELETE', path: `${change.path}/${name}`}] : undefined;
    }
    case 'delete':
      return remove(kube, change.path);
    case 'patch':
      return patch(kube, change.path, change.body, change.isStrategic);
    case 'patch-containers':
      return patchEdited(kube, change.path, (object) => withResources(object, change.resources));
    case 'strip-bundle':
      return patchEdited(kube, change.path, withoutBundles);
    case 'recreate':
      return recreate(kube, change.path);
    case 'patch-each':
      return forEach(await listMatching(kube, change.path, change.matching), (path) => patch(kube, path, change.body));
    case 'delete-each':
      return forEach(await listMatching(kube, change.path, change.matching), async (path) => {
        await kube.request({method: 'DELETE', path});
        return [];
      });
    case 'strand-release':
      return strandRelease(kube, change.namespace, change.release);
  }
}
