import {CloudFailure} from '../../model/cloud-failure.js';
import {fieldManager} from '../../model/field-manager.js';
import type {Kube, KubeObject, KubeSelection, KubeTarget} from '../../model/ports/kube.js';
import {openKubeConnections} from './kube-connections.js';
import {type KubeCredential, metadataListOnly, plainText} from './kube-http.js';

/** Objects of ten kilobytes make pages of a few megabytes, of which several are held at a time. */
const pageSize = 200;

/**
 * A cluster over plain HTTPS: discovery, get, list and server-side apply of whatever a manifest holds.
 * Objects travel as they are; a typed client would drop the fields that it does not know.
 */
export function KubeRest(fetchCredential: () => Promise<KubeCredential>): Kube {
  const {send, pathOf} = openKubeConnections(fetchCredential);
  const scan = async (
    target: KubeTarget,
    selection: KubeSelection,
    visit: (object: KubeObject) => void,
  ): Promise<void> => {
    const {apiVersion, kind, namespace, labelSelector, fieldSelector, isMetadataOnly = false} = selection;
    const path = await pathOf(target, apiVersion, kind, namespace);
    let next: string | undefined;
    do {
      const query = new URLSearchParams({
        limit: String(pageSize),
        ...(labelSelector === undefined ? {} : {labelSelector}),
        ...(fieldSelector === undefined ? {} : {fieldSelector}),
        ...(next === undefined ? {} : {continue: next}),
      });
      const page = (await send(target, {
        method: 'GET',
        path: `${path}?${query}`,
        ...(isMetadataOnly ? {accept: metadataListOnly} : {}),
      })) as {
        items?: KubeObject[] | null;
        metadata?: {continue?: string};
      };
      // Some proxies answer for a server that does not; an answer without a list is not an empty one.
      if (page.items === undefined)
        throw new CloudFailure('unavailable', 'the answer is no list', {action: `GET ${path}`});
      // Items of a list do not say what they are; servers before 1.21 write an empty list of metadata as null.
      for (const item of page.items ?? []) visit({...item, apiVersion, kind});
      next = page.metadata?.continue || undefined;
    } while (next !== undefined);
  };
  return {
    fetchVersion: async (target) =>
      ((await send(target, {method: 'GET', path: '/version'})) as {gitVersion: string}).gitVersion,
    async get(target, ref) {
      try {
        const path = await pathOf(target, ref.apiVersion, ref.kind, ref.namespace, ref.name);
        return (await send(target, {method: 'GET', path})) as KubeObject;
      } catch (error) {
        if (error instanceof CloudFailure && error.kind === 'not-found') return undefined;
        throw error;
      }
    },
    async list(target, selection) {
      const items: KubeObject[] = [];
      await scan(target, selection, (object) => items.push(object));
      return items;
    },
    scan,
    async fetchLog(target, {namespace, pod, container, isPrevious, tailLines}) {
      const query = new URLSearchParams({container, previous: String(isPrevious), tailLines: String(tailLines)});
      const path = `${await pathOf(target, 'v1', 'Pod', namespace, pod)}/log?${query}`;
      return (await send(target, {method: 'GET', path, accept: plainText})) as string;
    },
    async apply(target, object, options) {
      const path = await pathOf(
        target,
        object.apiVersion,
        object.kind,
        object.metadata.namespace ?? 'default',
        object.metadata.name,
      );
      const query = new URLSearchParams({
        fieldManager,
        force: String(options.force),
        ...(options.isDryRun ? {dryRun: 'All'} : {}),
      });
      return (await send(target, {
        method: 'PATCH',
        path: `${path}?${query}`,
        body: object,
        contentType: 'application/apply-patch+yaml',
      })) as KubeObject;
    },
  };
}
